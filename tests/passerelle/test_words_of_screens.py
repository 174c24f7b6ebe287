"""The editing screens of ours speak like the people who use them, in French and in English."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.models import Page

from pages.models import Directory, Home, Objectives, PlainPage, Section, SpaceHome
from people.models import Person
from tests.factories import (
    ITEMS,
    OrganizationFactory,
    a_space,
    add,
    concept,
    item,
    reading_screens,
)
from tests.turns import in_turn

DEVELOPERS_WORDS = {
    "fr": (
        "slug", "snippet", "streamfield", "queryset", "chooser", "widget", "booléen", "null",
        "backend", "frontend", "regex", "uuid", "json", "template", "clé étrangère", "rich text",
        "workflow", "tag", "chaîne de caractères", "instance", "payload", "token", "commit",
        "boolean", "string", "field", "inline", "parser", "timeout", "hook", "foreign key",
    ),
    "en": (
        "slug", "snippet", "streamfield", "queryset", "chooser", "widget", "boolean", "null",
        "backend", "frontend", "regex", "uuid", "json", "template", "foreign key", "rich text",
        "locale", "field", "instance", "payload", "token", "commit", "string", "inline", "parser",
        "timeout", "hook", "metadata", "schema", "item id", "workflow",
    ),
}  # fmt: skip
"""Words that nobody uses who does not program, by the language of the screen."""

LEFT = {
    "for instance": "plain English",
    "Workflow tasks": "Wagtail's menu for administrators, not ours to word",
    "Tâches de workflow": "Wagtail's menu for administrators, not ours to word",
    "Workflows": "Wagtail's menu for administrators, not ours to word",
    "Available in 2 locales": "Wagtail's panel that leads to the other languages, on every screen",
    "Locales": "Wagtail's menu for administrators, not ours to word",
    "Switch locales": "Wagtail's panel that leads to the other languages, on every screen",
    "Locale:": "Wagtail's panel that leads to the other languages, on every screen",
}
"""What is left, and why."""

SAID_IN = ("title", "aria-label", "placeholder", "alt", "aria-description")
SAID_AS = {"label", "helpText", "help_text", "description", "heading", "addLabel", "title"}


def said(html: str) -> Iterator[str]:
    """All that a screen says: its words, those of its signs, and those of its blocks."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        for name, value in tag.attrs.items():
            if name in SAID_IN:
                yield str(value)
            elif name.startswith("data-") and str(value).startswith(("{", "[")):
                yield from said_in_data(str(value))
    for script in soup.find_all(["script", "style"]):
        if script.get("type") == "application/json":
            yield from said_in_data(script.get_text())
        script.decompose()
    yield from (" ".join(text.split()) for text in soup.stripped_strings)


def said_in_data(text: str) -> Iterator[str]:
    """What the definitions of blocks say, which a script turns into words on the screen."""
    try:
        data = json.loads(text)
    except ValueError:
        return
    yield from walked(data)


def walked(data: Any) -> Iterator[str]:
    """Every label within data."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name in SAID_AS and isinstance(value, str):
                yield value
            else:
                yield from walked(value)
    elif isinstance(data, list):
        for value in data:
            yield from walked(value)


def developers_words(html: str, language: str) -> dict[str, str]:
    """The developers' words that a screen says, each with the sentence that it stands in."""
    found = {}
    for sentence in said(html):
        rest = sentence
        for phrase in LEFT:
            rest = re.sub(re.escape(phrase), "", rest, flags=re.IGNORECASE)
        for word in DEVELOPERS_WORDS[language]:
            if re.search(rf"\b{word}s?\b", rest, re.IGNORECASE):
                found[word] = sentence
    return found


@pytest.fixture
def writer(home: Home, administrator: Person) -> Person:
    """Somebody who opens every screen."""
    return administrator


LANGUAGES = [code for code, _name in settings.LANGUAGES]
TYPES = [*sorted(ITEMS), "section", "directory", "objectives", "plain_page", "space_home", "home"]
LISTS = {
    "section": Section, "directory": Directory, "objectives": Objectives, "plain_page": PlainPage,
}  # fmt: skip


def page_of(code: str, home: Home) -> Page:
    """A page of a type."""
    if code == "home":
        return home
    if code == "space_home":
        return SpaceHome.objects.get(space=a_space(), locale=home.locale)
    return add(home, LISTS[code], "Eau") if code in LISTS else item(code, home, "Eau")


@pytest.mark.parametrize(("code", "language"), in_turn(TYPES, LANGUAGES))
def test_the_page_editor_of_each_type_says_no_developers_word(
    writer: Person, home: Home, code: str, language: str
) -> None:
    page = page_of(code, home)
    answer = reading_screens(writer, language).get(f"/admin/pages/{page.pk}/edit/")
    assert developers_words(answer.content.decode(), language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_screens_say_no_developers_word(writer: Person, home: Home, language: str) -> None:
    seminar = item("seminar", home, "Eau")
    version = seminar.save_revision()
    organization, theme = OrganizationFactory(), concept("water", "eau", "water")
    client = reading_screens(writer, language)
    addresses = [
        f"pages/{seminar.pk}/import-write-up/",
        f"pages/{seminar.pk}/import-write-up/result/",
        f"pages/{seminar.pk}/check-list/",
        f"pages/{seminar.pk}/versions/{version.pk}/name/",
        f"pages/{seminar.pk}/history/",
        "work-ahead/",
        "settings/our-site/",
        "settings/messages/",
        "settings/search/",
        "reports/audit/",
        "reports/restore/",
        "reports/search/",
        f"snippets/people/organization/edit/{organization.pk}/",
        f"snippets/thesaurus/concept/edit/{theme.pk}/",
        "images/add/",
        "documents/add/",
        "",
    ]
    found = {}
    for address in addresses:
        answer = client.get(f"/admin/{address}")
        assert answer.status_code == 200, address
        if words := developers_words(answer.content.decode(), language):
            found[address] = words
    assert found == {}


def test_a_developers_word_is_found_wherever_a_screen_says_it() -> None:
    for html in (
        "<p>The slug of it</p>",
        "<a title='Its slugs'></a>",
        """<div data-blocks='{"a": [{"label": "Slug"}]}'></div>""",
        """<script type="application/json">{"helpText": "a slug"}</script>""",
    ):
        assert list(developers_words(html, "en")) == ["slug"], html
    assert developers_words("<script>slug</script><i class='slug'></i>Slugger", "en") == {}
