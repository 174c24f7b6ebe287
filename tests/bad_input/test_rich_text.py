"""Classes 35 and 36: texts with more in them than words, and blocks that no editor makes."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from pages.models import Article
from tests.bad_input.answers import Sent, assert_answered, undone
from tests.bad_input.editing import article_form, drawn_less, saved, sent_to
from tests.bad_input.forms import forms_of, send
from tests.bad_input.site import Site
from tests.bad_input.texts import KNOWN, MARKUP, hostile

TARGETS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:x", '"onmouseover="alert(1)',
    "//evil.example", "https://a.example/?b=1&c=<script>", "mailto:a@b.org?bcc=c@d.org",
)  # fmt: skip
KINDS = ("LINK", "DOCUMENT", "IMAGE", "EMBED", "HORIZONTAL_RULE", "script", "")
BLOCKS = ("unstyled", "header-two", "unordered-list-item", "atomic", "code-block", "script", "")
STYLES = ("BOLD", "ITALIC", "SUPERSCRIPT", "CODE", "onclick", "")

block = st.fixed_dictionaries(
    {
        "key": st.sampled_from(["a", "b"]),
        "type": st.sampled_from(BLOCKS),
        "text": st.one_of(st.sampled_from(MARKUP), st.text(max_size=30)),
        "depth": st.integers(-1, 40),
        "inlineStyleRanges": st.lists(
            st.fixed_dictionaries(
                {
                    "offset": st.integers(0, 40),
                    "length": st.integers(0, 40),
                    "style": st.sampled_from(STYLES),
                }
            ),
            max_size=2,
        ),
        "entityRanges": st.lists(
            st.fixed_dictionaries(
                {"offset": st.just(0), "length": st.integers(1, 9), "key": st.integers(0, 1)}
            ),
            max_size=1,
        ),
    }
)
text = st.fixed_dictionaries(
    {
        "blocks": st.lists(block, min_size=1, max_size=4),
        "entityMap": st.fixed_dictionaries(
            {
                "0": st.fixed_dictionaries(
                    {
                        "type": st.sampled_from(KINDS),
                        "mutability": st.just("MUTABLE"),
                        "data": st.fixed_dictionaries(
                            {"url": st.sampled_from(TARGETS), "id": st.integers(-1, 99)}
                        ),
                    }
                )
            }
        ),
    }
).map(json.dumps)
RUNNING = ("script", "iframe", "object", "embed", "style", "math", "template")


def published(client: Client, site: Site, value: str) -> Sent:
    """What the editor answers to a page with this text in it."""
    form = article_form() | {"body-0-value": value, "action-publish": "1"}
    return saved(client, site, "article", form)


def assert_harmless(html: str) -> None:
    """No script but our own files, no handler, no address that runs."""
    page = BeautifulSoup(html, "html.parser").select_one("main")
    assert page is not None
    for tag in page.find_all(True):
        is_ours = tag.name == "script" and tag["src"].startswith("/static/") and not tag.text
        assert is_ours or tag.name not in RUNNING
        for name, value in tag.attrs.items():
            assert not name.startswith("on"), tag
            if name in ("href", "src", "action", "formaction"):
                scheme = "".join(str(value).split()).lower().partition(":")[0]
                assert scheme not in ("javascript", "data", "vbscript"), tag


@drawn_less
@given(value=text)
def test_a_text_with_scripts_is_harmless_wherever_it_is_read(
    boss: Client, site: Site, value: str
) -> None:
    with undone():
        sent = published(boss, site, value)
        assert_answered(sent)
        for page in Article.objects.filter(slug="un-titre", live=True):
            assert_harmless(Client().get(page.url).content.decode())
            revision = page.latest_revision_id
            for address in (
                f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/",
                f"/admin/pages/{page.pk}/revisions/{revision}/view/",
            ):
                assert boss.get(address, follow=True).status_code == 200
            feed = Client().get("/fr/rubrique.atom").content.decode()
            assert "<script" not in feed
            answer = Client().get(f"/api/v2/pages/{page.pk}/")
            assert answer["Content-Type"] == "application/json"


@drawn_less
@given(value=st.one_of(st.sampled_from(KNOWN), st.text(max_size=40)))
def test_a_text_that_is_no_data_of_the_editor_is_refused(
    boss: Client, site: Site, value: str
) -> None:
    with undone():
        assert_answered(published(boss, site, value))


FORGED = (
    {"body-count": "x"}, {"body-count": "-1"}, {"body-count": "9" * 30}, {"body-count": "10000"},
    {"body-count": "²"}, {"body-count": ""}, {"body-0-type": "nothing"}, {"body-0-order": "x"},
    {"body-0-deleted": "x"}, {"body-0-id": "x" * 5000}, {"body-0-id": "../.."},
    {"body-0-type": "picture", "body-0-value-picture": "99999"},
    {"body-0-type": "picture", "body-0-value-picture": "x"},
    {"body-0-type": "document", "body-0-value": "9" * 30},
    {"body-0-type": "table", "body-0-value": "[" * 3000},
    {"body-0-type": "table", "body-0-value": '{"data": 5}'},
    {"body-0-type": "table", "body-0-value": '{"data": [[1], null]}'},
    {"body-0-type": "quote"}, {"theme_rows-TOTAL_FORMS": "2000"},
    {"theme_rows-TOTAL_FORMS": "9" * 30}, {"theme_rows-TOTAL_FORMS": "x"},
    {"theme_rows-TOTAL_FORMS": "1", "theme_rows-0-id": "x", "theme_rows-0-concept": "x"},
    {"comments-TOTAL_FORMS": "1", "comments-0-id": "9" * 30},
)  # fmt: skip


@pytest.mark.parametrize("forged", FORGED, ids=lambda forged: next(iter(forged)))
def test_blocks_and_rows_that_no_editor_sends_are_refused(
    boss: Client, site: Site, forged: dict[str, Any]
) -> None:
    sent = saved(boss, site, "article", article_form() | forged)
    assert_answered(sent)


def test_ten_thousand_blocks_are_refused(boss: Client, site: Site) -> None:
    blocks: dict[str, str] = {"body-count": "10000"}
    for number in range(10_000):
        blocks[f"body-{number}-type"] = "heading"
    sent = saved(boss, site, "article", article_form() | blocks)
    assert_answered(sent)
    assert sent.answer.status_code == 400
    assert not Article.objects.filter(slug="un-titre").exists()


@pytest.mark.parametrize("depth", [100, 3000, 100_000])
def test_data_nested_without_end_is_refused(boss: Client, site: Site, depth: int) -> None:
    for value in ("[" * depth, '{"a":' * depth, "[" * depth + "]" * depth):
        form = article_form() | {"body-0-type": "table", "body-0-value": value}
        assert_answered(saved(boss, site, "article", form))


SCREENS = (
    "/admin/pages/{article}/edit/", "/admin/pages/{article}/copy/",
    "/admin/snippets/thesaurus/concept/add/", "/admin/snippets/people/organization/add/",
    "/admin/snippets/pages/period/add/", "/admin/snippets/search/pin/add/", "/admin/users/new/",
    "/admin/workflows/add/", "/admin/settings/our-site/", "/admin/settings/search/",
    "/admin/documents/edit/{document}/", "/admin/images/{picture}/",
    "/admin/groups/new/",
)  # fmt: skip


@pytest.mark.parametrize("address", SCREENS)
@drawn_less
@given(data=st.data())
def test_a_screen_of_the_editors_answers_whatever_is_sent(
    boss: Client, site: Site, address: str, data: Any
) -> None:
    forms = [form for form in forms_of(boss, address.format(**site.numbers)) if form.fields]
    form = data.draw(st.sampled_from(forms))
    name = data.draw(st.sampled_from(sorted(form.fields)))
    value = data.draw(hostile)
    changed = {"body-count": "0", "claims-count": "0", name: value}
    with undone():
        sent = Sent(lambda: send(boss, form, **changed))
    assert sent.answer.status_code < 500


def test_a_discussion_of_five_thousand_tags_is_only_words(boss: Client, site: Site) -> None:
    words = {"title": "Balises", "text": "<b>" * 2500 + "</b>" * 2500}
    sent = sent_to(boss, "/fr/spaces/atelier/discussions/new/", words)
    assert_answered(sent)
