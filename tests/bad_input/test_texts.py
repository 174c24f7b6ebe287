"""Classes 19 to 26: titles and texts of nothing, of too much, of odd and of deceiving signs."""

import json
import re
from html import escape
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from access.models import Space
from discussions.models import Thread
from pages.models import Article
from people.look_alikes import TWINS, clean_name
from search.indexing import reindex
from tests.bad_input.answers import Sent, assert_answered, undone, written_to
from tests.bad_input.editing import article_form, drawn_less, saved, sent_to
from tests.bad_input.forms import forms_of, send
from tests.bad_input.site import Site
from tests.bad_input.tally import note
from tests.bad_input.texts import NOTHING, visible

STACKING = ("\u0301", "\u0e47", "\u20dd", "\u0489", "\u0301\u200d", "\u0650\u0651", "\ufe24")
"""Marks that stand above, below and around letters, with what hides between them."""

TOWER = re.compile("(?:[\u0301\u0e47\u20dd\u0489\u0650\u0651\ufe24]\u200d?){5}")
TOO_LONG = {"fr": "caractères", "en": "characters"}
NEW_THREAD = "/{}/spaces/atelier/discussions/new/"
SAID = "Une première phrase."


@pytest.mark.parametrize("language", ["fr", "en"])
@given(title=st.sampled_from(NOTHING))
def test_a_title_of_which_nothing_is_seen_is_missing(
    boss: Client, site: Site, language: str, title: str
) -> None:
    sent = sent_to(boss, NEW_THREAD.format(language), {"title": title, "text": SAID})
    assert_answered(sent)
    assert sent.is_refused
    assert SAID in sent.page
    assert f'lang="{language}"' in sent.page


@drawn_less
@given(title=st.sampled_from(NOTHING))
def test_a_page_without_a_title_that_is_seen_is_not_saved(
    boss: Client, site: Site, title: str
) -> None:
    with undone():
        assert saved(boss, site, "article", article_form(title=title)).answer.status_code == 200
        assert not Article.objects.filter(slug="un-titre").exists()


@pytest.mark.parametrize("language", ["fr", "en"])
@given(title=st.text("aé漢😀", min_size=300, max_size=600).map(lambda text: text * 30))
def test_a_title_of_ten_thousand_signs_is_refused_by_its_length(
    boss: Client, site: Site, language: str, title: str
) -> None:
    sent = sent_to(boss, NEW_THREAD.format(language), {"title": title, "text": SAID})
    assert_answered(sent)
    assert any(TOO_LONG[language] in sentence for sentence in sent.refusals)
    assert title in sent.page


def test_a_page_with_a_title_of_ten_thousand_signs_is_not_saved(boss: Client, site: Site) -> None:
    assert saved(boss, site, "article", article_form(title="a" * 10_000)).answer.status_code == 200
    assert not Article.objects.filter(slug="un-titre").exists()


def is_flat(text: str) -> bool:
    """Whether no letter has more marks than a language gives one."""
    return not TOWER.search(text)


def unescaped(text: str) -> str:
    """Words of JSON as they are read."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def named(patterns: list[URLPattern | URLResolver], above: str = "") -> list[str]:
    """Every address in which a text stands, with a NUL in it."""
    found = []
    for pattern in patterns:
        address = above + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            found += named(pattern.url_patterns, address)
        elif any(f"<{kind}:" in address for kind in ("str", "path", "slug")):
            found.append("/" + filled(address))
    return found


def filled(address: str) -> str:
    """An address with a NUL, or a number, in each of its parts."""
    while "<" in address:
        start, end = address.index("<"), address.index(">")
        is_number = address[start:].startswith("<int:")
        address = address[:start] + ("1" if is_number else "a%00b") + address[end + 1 :]
    return address


def test_a_nul_in_an_address_is_missing_everywhere(boss: Client, site: Site) -> None:
    asked = [*named(get_resolver().url_patterns), "/fr/%00/", "/fr/rubrique/a%00b/", "/s/%00"]
    answers = {address: sent_to_get(boss, address) for address in asked}
    given = [address for address in asked if answers[address] in (200, 500)]
    assert given == ["/documents/1/a%00b"], "a file is found by its number, whatever it is called"
    assert len(asked) > 60


def sent_to_get(client: Client, address: str) -> int:
    """The status of an address."""
    return int(Sent(lambda: client.get(address)).answer.status_code)


@given(where=st.sampled_from(["title", "text"]), before=visible, after=visible)
def test_a_nul_in_a_text_is_refused_or_left_out(
    boss: Client, site: Site, where: str, before: str, after: str
) -> None:
    form = {"title": "Titre", "text": SAID, where: f"{before}\0{after}"}
    with undone():
        assert_answered(sent_to(boss, NEW_THREAD.format("fr"), form))
        assert not any("\0" in title for title in Thread.objects.values_list("title", flat=True))


HALVES = st.sampled_from(["\ud800", "\udfff", "a\ud83d", "\ude00b"])


@drawn_less
@given(half=HALVES, name=st.sampled_from(["body-0-value", "comments-0-text", "title"]))
def test_half_a_sign_in_data_of_the_editor_is_refused(
    boss: Client, site: Site, half: str, name: str
) -> None:
    text = json.dumps(
        {"blocks": [{"text": half, "type": "unstyled", "key": "a"}], "entityMap": {}}
        if name == "body-0-value"
        else half
    )
    with undone():
        sent = saved(boss, site, "article", article_form() | {name: text})
        assert_answered(sent)
        for page in Article.objects.filter(slug="un-titre"):
            page.get_latest_revision_as_object().body.raw_data[0]["value"].encode()


@given(base=visible, marks=st.integers(5, 2000), mark=st.sampled_from(STACKING))
def test_towers_of_accents_are_cut(
    boss: Client, site: Site, base: str, marks: int, mark: str
) -> None:
    text = f"x{base}" + mark * marks
    with undone():
        sent = sent_to(boss, NEW_THREAD.format("fr"), {"title": text[:150], "text": text})
        assert sent.answer.status_code == 302
        page = boss.get(sent.answer["Location"]).content.decode()
        assert is_flat(page)


@pytest.mark.parametrize("mark", STACKING)
def test_a_page_with_a_tower_in_its_title_is_readable_wherever_it_is_named(
    boss: Client, site: Site, mark: str
) -> None:
    title = f"Marais le{mark * 90} puits{mark * 5}"
    form = article_form(title=title, slug="", summary=f"De l’eau{mark * 90}.", show_in_menus="on")
    text = {"text": f"Puits{mark * 90}.", "type": "unstyled", "key": "a"}
    form["body-0-value"] = json.dumps({"blocks": [text], "entityMap": {}})
    address = f"/admin/pages/add/pages/article/{site.section.pk}/"
    sent = sent_to(boss, address, form | {"action-publish": "1"})
    assert sent.answer.status_code == 302
    page = Article.objects.latest("pk")
    assert page.title.startswith("Marais")
    assert is_flat(unescaped(str(page.get_latest_revision().content)))
    assert page.slug.isascii()
    reindex()
    for where in (page.url, site.section.url, f"{site.section.url.rstrip('/')}.atom",
                  "/fr/search/?q=marais&format=json", f"/api/v2/pages/{page.pk}/"):  # fmt: skip
        answer = Client().get(where)
        assert answer.status_code == 200
        assert "Marais" in answer.content.decode()
        assert is_flat(unescaped(answer.content.decode())), where


NAMED = {
    "/fr/spaces/new/": {"name_fr": "{}", "preset": "team", "kind": "group"},
    "/fr/spaces/atelier/organisation/les-amis/": {"name": "{}"},
    "/fr/spaces/atelier/settings/names/": {"name_fr": "{}"},
    "/en/thesaurus/propose/": {"name": "{}", "label": "{}"},
    "/fr/contact/": {"name": "{}", "address": "a@b.org", "text": "{}"},
    "/admin/snippets/people/organization/add/": {"name": "{}", "slug": "marais"},
    "/admin/documents/edit/{document}/": {"title": "{}"},
}
"""Forms that give something a name; the rest is as the page sends it."""


@pytest.mark.parametrize("address", NAMED)
def test_nothing_is_kept_under_a_name_with_a_tower(boss: Client, site: Site, address: str) -> None:
    name = "Marais" + "\u0301" * 60
    form = next(
        form for form in forms_of(boss, address.format(**site.numbers))
        if set(NAMED[address]) & set(form.fields)
    )  # fmt: skip
    changed = {field: value.format(name) for field, value in NAMED[address].items()}
    with CaptureQueriesContext(connection) as queries:
        sent = Sent(lambda: send(boss, form, **changed))
    assert_answered(sent)
    kept = [
        query["sql"] for query in queries if "arais" in query["sql"] and written_to(query["sql"])
    ]
    assert all(is_flat(unescaped(sql)) for sql in kept)
    assert kept or sent.is_refused or sent.answer.status_code == 200


@pytest.mark.parametrize("name", ["ورشة الماء", "סדנת מים", "水の村", "Ateliér ورشة"])
def test_a_space_with_a_name_of_any_script_has_an_address(
    boss: Client, site: Site, name: str
) -> None:
    form = {"name_fr": name, "preset": "team", "kind": "group", "managers": site.boss.email}
    assert sent_to(boss, "/fr/spaces/new/", form).answer.status_code == 302
    space = Space.objects.exclude(pk=site.space.pk).get()
    assert space.slug
    page = boss.get(f"/fr/spaces/{space.slug}/").content.decode()
    assert escape(name) in page


@pytest.mark.parametrize("title", ["ورشة الماء", "סדנת מים", "Bonjour مرحبا"])
def test_a_page_with_a_title_of_any_script_has_an_address_or_is_asked_for_one(
    boss: Client, site: Site, title: str
) -> None:
    sent = saved(boss, site, "article", article_form(title=title, slug=""))
    pages = Page.objects.filter(title=title)
    assert sent.answer.status_code in (200, 302)
    assert pages.exists() == (sent.answer.status_code == 302)
    assert all(page.slug for page in pages)


@given(text=visible)
def test_every_letter_and_emoji_is_kept_and_shown(boss: Client, site: Site, text: str) -> None:
    form = {"title": f"t {text}", "text": f"{text} 😀👩‍👩‍👧"}
    with undone():
        sent = sent_to(boss, NEW_THREAD.format("fr"), form)
        assert sent.answer.status_code == 302
        page = boss.get(sent.answer["Location"]).content.decode()
        assert "😀👩‍👩‍👧" in page
        assert 'dir="auto"' in page


@given(word=st.sampled_from(["Bonjour", "Passerelle", "aceop"]), data=st.data())
def test_a_name_with_one_letter_of_another_alphabet_is_refused(word: str, data: Any) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    twin = data.draw(st.sampled_from(sorted(TWINS)))
    with pytest.raises(ValidationError):
        clean_name(word[:place] + twin + word[place + 1 :])
    note("refused")


@drawn_less
@given(twin=st.sampled_from(sorted(TWINS)))
def test_an_address_of_a_page_with_a_letter_of_another_alphabet_is_refused(
    boss: Client, site: Site, twin: str
) -> None:
    with undone():
        sent = saved(boss, site, "article", article_form(slug=f"un-titr{twin}"))
        assert sent.answer.status_code == 200
        assert not Article.objects.filter(title="Un titre").exists()
