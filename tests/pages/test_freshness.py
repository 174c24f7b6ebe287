"""Each translated page tells its readers from what it was made, how fresh it is, and by whom."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from exchange.paper.written import written
from languages.actions.record import follows
from languages.models import Credit, CreditName, Snapshot, TranslationLink
from pages.models import (
    Article,
    Directory,
    Home,
    Objectives,
    PlainPage,
    Section,
    SpaceHome,
)
from pages.own import credit_rows, forget_credits
from people.models import Person
from tests.factories import (
    ITEMS,
    PersonFactory,
    a_space,
    add,
    belonging,
    item,
    paragraph,
    signed_in,
    translate,
)
from tests.languages.conftest import with_role

BANNER = re.compile(r'data-freshness="(\w+)" data-changed="(\d+)"(?: data-complete="(\d+)")?')
HREFLANG = re.compile(r'<link rel="alternate" hreflang="(\w+)"')

PLAIN = {"section": Section, "plain": PlainPage, "objectives": Objectives, "directory": Directory}
"""Types that are no items of lists, and are served as they are."""


def link(target: Page, source: Page, **values: Any) -> TranslationLink:
    """Tie a translation to its original."""
    values = {"state": "current", "complete": 100, "changed": 0, **values}
    found = TranslationLink.objects.create(
        target_id=target.pk,
        source_id=source.pk,
        source_language=source.locale.language_code,
        **values,
    )
    Snapshot.objects.create(link=found, parts=[])
    return found


def html(address: str, client: Client | None = None) -> str:
    """What a reader gets."""
    response = (client or Client()).get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def pair(homes: tuple[Home, Home]) -> tuple[Article, Article]:
    """An article and its translation, below sections that are translated too."""
    section = add(homes[0], Section, "Rubrique")
    other = translate(section, homes[1], "Part")
    article = item("article", section, "Titre", body=paragraph("Un texte."))
    return article, translate(article, other, "Title", body=paragraph("A text."))


@pytest.mark.parametrize("kind", [*ITEMS, *PLAIN])
def test_every_type_of_page_has_the_banner(homes: tuple[Home, Home], kind: str) -> None:
    home, english = homes
    if kind in ITEMS:
        source = item(kind, home, "Titre")
        fields = {name: getattr(source, name) for name in ITEMS[kind][1]}
        fields |= {"period": source.period} if kind == "action_sheet" else {}
        target = translate(source, english, "Title", **fields)
    else:
        source = add(home, PLAIN[kind], "Titre")
        target = translate(source, english, "Title")
    link(target, source, state="stale", changed=2, complete=64)
    assert BANNER.findall(html("/en/title/")) == [("stale", "2", "64")]
    assert BANNER.findall(html("/fr/titre/")) == []


def test_home_pages_have_it_too(homes: tuple[Home, Home]) -> None:
    link(homes[1], homes[0], state="partial", complete=10)
    assert BANNER.findall(html("/en/")) == [("partial", "0", "10")]


def test_the_home_of_a_space_has_it_too(homes: tuple[Home, Home]) -> None:
    space = a_space()
    reader = signed_in(belonging(space, "reader"))
    french, other = SpaceHome.objects.order_by("pk")
    link(other, french, state="unread", complete=0)
    assert BANNER.findall(html(f"/en/spaces/{space.slug}/", reader)) == [("unread", "0", "0")]


def test_it_is_said_in_words_from_which_text_and_what_changed(pair: Any) -> None:
    link(pair[1], pair[0], state="stale", changed=2, complete=64, source_date=timezone.now())
    text = html("/en/part/title/")
    assert "2 paragraphs of the original have changed since" in text
    assert "original in French" in text
    assert "64 % translated" in text
    assert f'href="/en/translations/changes/{pair[1].pk}/"' in text
    assert '<a href="/fr/rubrique/titre/" hreflang="fr">Read the original</a>' in text


def test_what_is_up_to_date_says_so_in_one_line(pair: Any) -> None:
    link(pair[1], pair[0])
    text = html("/en/part/title/")
    assert BANNER.findall(text) == [("current", "0", "100")]
    banner = text[text.index("data-freshness") :].split("</div>")[0]
    assert banner.count("<p>") == 1
    assert "Up to date" in banner
    assert "translations/changes" not in text


HELP = '<a href="/en/help/translate/">Why some of it is not translated</a>'


def test_where_something_is_not_translated_one_link_explains_it(pair: Any) -> None:
    found = link(pair[1], pair[0], state="partial", complete=50)
    assert HELP not in html("/en/part/title/")
    found.untranslated = ["summary", f"body.{pair[1].body[0].id}"]
    found.save()
    assert html("/en/part/title/").count(HELP) == 1


def test_whoever_may_translate_the_rest_is_led_there(pair: Any) -> None:
    link(pair[1], pair[0], state="partial", complete=50, untranslated=["summary"])
    translator = signed_in(with_role("translator"))
    text = html("/en/part/title/", translator)
    assert f'<a href="/en/translate/{pair[0].pk}/en/">Translate the rest</a>' in text
    assert HELP not in text
    assert HELP in html("/en/part/title/", signed_in(with_role("translator", "pt")))


def test_a_withdrawn_original_is_told_and_not_offered(pair: Any) -> None:
    follows(pair[1], pair[0])
    pair[0].unpublish()
    text = html("/en/part/title/")
    assert "The original is no longer published" in text
    assert "Read the original" not in text


def test_the_original_is_offered_to_those_who_may_see_it_only(homes: tuple[Home, Home]) -> None:
    space = a_space()
    member = signed_in(belonging(space, "reader"))
    hidden = item("article", SpaceHome.objects.order_by("pk")[0], "Secret")
    page = add(homes[1], Article, "Title")
    link(page, hidden, state="stale", changed=1)
    assert "Read the original" in html("/en/title/", member)
    for client in (Client(), signed_in(PersonFactory())):
        text = html("/en/title/", client)
        assert "Read the original" not in text
        assert "Secret" not in text
        assert "translations/changes" not in text
        assert client.get(f"/en/translations/changes/{page.pk}/").status_code == 404


def named(person: Person, role: str, found: TranslationLink) -> None:
    """Let somebody be credited."""
    Credit.objects.create(link=found, person=person, role=role)


def test_people_are_named_as_they_wish_or_not_at_all(pair: Any) -> None:
    found = link(pair[1], pair[0])
    role = Credit.Role
    named(PersonFactory(first_name="Ada", last_name="Lovelace"), role.TRANSLATOR, found)
    wishing = PersonFactory(first_name="Grace", last_name="Hopper")
    CreditName.objects.create(person=wishing, name="G. H.")
    named(wishing, role.TRANSLATOR, found)
    shy = PersonFactory(first_name="Rosa", last_name="Parks")
    CreditName.objects.create(person=shy, name="")
    named(shy, role.REVIEWER, found)
    gone = PersonFactory(first_name="Emmy", last_name="Noether", erased_at=timezone.now())
    named(gone, role.REVIEWER, found)
    named(PersonFactory(first_name="", last_name=""), role.REVIEWER, found)
    text = html("/en/part/title/")
    assert re.findall(r"<bdi>(.*?)</bdi>", text) == ["Ada Lovelace", "G. H."]
    assert "Reviewed by" not in text
    assert "@example.org" not in text
    named(PersonFactory(first_name="Mary", last_name="Anning"), role.REVIEWER, found)
    assert "Reviewed by <bdi>Mary Anning</bdi>" in html("/en/part/title/")


def test_the_cached_page_goes_when_the_link_or_a_name_changes(pair: Any) -> None:
    found = link(pair[1], pair[0])
    person = PersonFactory(first_name="Ada")
    named(person, Credit.Role.TRANSLATOR, found)
    assert "Ada" in html("/en/part/title/")
    CreditName.objects.create(person=person, name="Countess")
    assert "Countess" in html("/en/part/title/")
    found.state, found.changed = "stale", 3
    found.save(update_fields=["state", "changed"])
    assert BANNER.findall(html("/en/part/title/"))[0][:2] == ("stale", "3")


def test_it_costs_three_queries_however_many_are_named_and_one_where_nothing_is(pair: Any) -> None:
    def cost(address: str) -> tuple[int, int]:
        cache.clear()
        html(address)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            html(address)
        links = [q for q in captured if 'FROM "languages_translationlink"' in q["sql"]]
        return len(captured), len(links)

    queries, links = cost("/en/part/title/")
    assert links == 1
    found = link(pair[1], pair[0], state="stale", changed=2)
    for number in range(5):
        named(PersonFactory(first_name=f"Name{number}"), Credit.Role.TRANSLATOR, found)
    assert cost("/en/part/title/") == (queries + 2, links)
    assert cost("/fr/rubrique/titre/") == (queries, links)


@pytest.mark.parametrize(
    ("state", "complete", "offered"),
    [("current", 100, True), ("stale", 80, True), ("partial", 79, False), ("unread", 95, False)],
)
def test_search_engines_are_told_of_whole_translations_only(
    pair: Any, state: str, complete: int, offered: bool
) -> None:
    link(pair[1], pair[0], state=state, complete=complete)
    expected = ["fr", "en"] if offered else []
    assert HREFLANG.findall(html("/fr/rubrique/titre/")) == expected
    assert HREFLANG.findall(html("/en/part/title/")) == expected
    sitemap = html("/sitemap.xml")
    entry = re.findall(r"<url>.*?</url>", sitemap, re.DOTALL)
    own = next(one for one in entry if "/en/part/title/</loc>" in one)
    other = next(one for one in entry if "/fr/rubrique/titre/</loc>" in one)
    assert (own.count("hreflang"), other.count("hreflang")) == ((2, 2) if offered else (0, 0))
    # Readers choose for themselves.
    assert 'href="/en/part/title/"' in html("/fr/rubrique/titre/")


def test_the_api_says_how_fresh_a_page_is(pair: Any) -> None:
    link(pair[1], pair[0], state="stale", changed=2, complete=64)
    target = Client().get(f"/api/v2/pages/{pair[1].pk}/").json()
    assert (target["freshness"], target["complete"]) == ("stale", 64)
    source = Client().get(f"/api/v2/pages/{pair[0].pk}/").json()
    assert (source["freshness"], source["complete"]) == (None, None)


def test_paper_carries_it_without_what_one_can_only_press(pair: Any) -> None:
    link(pair[1], pair[0], state="stale", changed=2, complete=64)
    request: Any = RequestFactory().get("/en/part/title/")
    request.user, request.LANGUAGE_CODE = AnonymousUser(), "en"
    with override("en"):
        markup = written(Article.objects.get(pk=pair[1].pk), request).markup
    assert BANNER.findall(markup) == [("stale", "2", "64")]
    assert "2 paragraphs of the original have changed since" in markup
    assert "translations/changes" not in markup
    assert 'href="/fr/rubrique/titre/"' in markup


def test_it_is_in_the_language_of_the_page(homes: tuple[Home, Home]) -> None:
    source = add(homes[1], Article, "Title")
    target = translate(source, homes[0], "Titre")
    link(target, source, state="stale", changed=1, complete=50)
    text = html("/fr/titre/")
    assert BANNER.findall(text) == [("stale", "1", "50")]
    assert f'href="/fr/translations/changes/{target.pk}/"' in text
    assert 'href="/en/title/" hreflang="en"' in text


def test_what_somebody_translated_is_hers_to_take_away_and_to_be_forgotten(pair: Any) -> None:
    person = PersonFactory(first_name="Ada", last_name="Lovelace")
    CreditName.objects.create(person=person, name="A. L.")
    named(person, Credit.Role.TRANSLATOR, link(pair[1], pair[0]))
    choice, row = credit_rows(person)
    assert choice == {"named_as": "A. L."}
    assert (row["page"], row["language"], row["named_as"]) == ("Title", "en", "A. L.")
    assert "A. L." in html("/en/part/title/")
    forget_credits(person)
    assert "A. L." not in html("/en/part/title/")
    assert credit_rows(person) == []
