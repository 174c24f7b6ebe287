"""Goal A6: every page says its language and direction, and so does all in it that has another."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import get_language_info, override

from access.models import Space
from discussions.actions.write import Words, begin
from exchange.paper.written import written
from languages.known import KNOWN
from pages.models import Article, Directory, Section
from people.models import OrganizationText, Person
from people.post.compose import compose
from people.post.write import write
from search.indexing import reindex
from tests.factories import (
    OrganizationFactory,
    PersonFactory,
    a_space,
    add,
    home_of,
    signed_in,
    translate,
)
from tests.languages.spider import looked_at


@pytest.fixture
def world(five_languages: list[str], homes: Any) -> Person:
    """A site in five languages, each with a page of its own; gives the manager of a space."""
    trees = {"fr": homes[0], "en": homes[1]}
    trees |= {code: home_of(code) for code in five_languages if code not in trees}
    first: dict[str, Any] = {}
    for code, home in trees.items():
        section = add(home, Section, f"Section {code}", slug="section", show_in_menus=True)
        key = first.setdefault("section", section).translation_key
        Section.objects.filter(pk=section.pk).update(translation_key=key)
        add(home, Directory, f"Directory {code}", slug="directory")
        page = add(section, Article, f"Page {code}", slug=f"own-{code}", themes=["water"])
        first.setdefault("page", page)
        first[code] = section
    translate(first["page"], first["ar"], "صفحة", slug="translated")
    organization = OrganizationFactory()
    OrganizationText.objects.filter(organization=organization, language="en").delete()
    manager: Person = PersonFactory(language="ar")
    space: Space = a_space(managers=[manager], names={code: f"Space {code}" for code in trees})
    for code in trees:
        begin(space, "note", manager, f"Note {code}", code, Words("Words."))
    reindex()
    return manager


def direction(code: str) -> str:
    """How a language is written."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def around(tag: Tag, name: str) -> str:
    """What the nearest element around one says of its language or direction."""
    holder = tag.find_parent(attrs={name: True})
    return str(holder[name]) if holder else ""


def mismatches(html: str, language: str) -> Iterator[str]:
    """Where a page does not say what language or direction something has."""
    soup = BeautifulSoup(html, "html.parser")
    root = soup.html
    assert root is not None
    if (root.get("lang"), root.get("dir")) != (language, direction(language)):
        yield f"the page is {root.get('lang')} {root.get('dir')}"
    for tag in soup.body.find_all(lang=True) if soup.body else []:
        code = str(tag["lang"])
        said = str(tag.get("dir") or around(tag, "dir"))
        if said not in (direction(code), "auto"):
            yield f"{code} runs {said}: {tag}"[:200]
        if code != around(tag, "lang") and not tag.get("dir"):
            yield f"{code} has no direction of its own: {tag}"[:200]
    own = {str(get_language_info(code)["name_local"]).capitalize(): code for code in KNOWN}
    for text in soup.find_all(string=lambda found: found.strip() in own):
        code = own[text.strip()]
        if code != (text.parent.get("lang") or around(text.parent, "lang")):
            yield f"the name {text.strip()} says no language"


def every_address(client: Client, language: str) -> Iterator[tuple[str, str]]:
    """What a reader meets from the home page, a space, her account and a missing page on."""
    starts = ("", "spaces/", "spaces/atelier/", "account/", "search/", "nothing/", "help/find/")
    return looked_at(client, language, *(f"/{language}/{start}" for start in starts))


@pytest.mark.parametrize(
    "language",
    [
        "ar",
        *(pytest.param(code, marks=pytest.mark.full) for code in KNOWN if code != "ar"),
    ],
)
def test_every_page_says_its_language_and_direction_and_those_of_all_in_it(
    world: Person, language: str
) -> None:
    found: dict[str, list[str]] = {}
    for client in (Client(), signed_in(world)):
        for address, html in every_address(client, language):
            found.setdefault(address, []).extend(mismatches(html, language))
    assert len(found) > 30
    assert [f"{address}: {one}" for address, many in found.items() for one in many] == []


@pytest.mark.parametrize("language", KNOWN)
def test_errors_say_their_language(world: Person, language: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    answers = [
        strict.get(f"/{language}/nothing/"),
        strict.post(f"/{language}/account/login/"),
        strict.get(f"/{language}/spaces/atelier/notes/"),
    ]
    assert [answer.status_code for answer in answers] == [404, 403, 404]
    with override(language):
        pages = [render_to_string("errors/500.html"), *(a.content.decode() for a in answers)]
    assert [list(mismatches(page, language)) for page in pages] == [[]] * 4


def test_letters_papers_and_feeds_say_their_language(world: Person, client: Client) -> None:
    space = Space.objects.get()
    write("role_changed", [world], {"space": space.pk, "role": "manager"}, key="x")
    (html, _kind) = compose(world.letters.latest("pk")).alternatives[0]
    assert list(mismatches(str(html), "ar")) == []
    page = Article.objects.get(slug="translated")
    request = RequestFactory().get("/ar/section/translated/")
    request.user, request.LANGUAGE_CODE = AnonymousUser(), "ar"
    with override("ar"):
        assert list(mismatches(written(page, request).markup, "ar")) == []
    feed = client.get("/ar/section.atom").content.decode()
    assert 'xml:lang="ar"' in feed.partition("<entry")[0]
    assert set(re.findall(r'<entry[^>]* xml:lang="(\w+)"', feed)) <= set(dict(settings.LANGUAGES))


@pytest.mark.parametrize("ending", ["", "rencontre/", "rencontre/people/", "rencontre/settings/"])
def test_the_name_of_a_space_says_its_language_wherever_it_has_no_other(
    world: Person, ending: str
) -> None:
    names = {"fr": "Espace de rencontre"}
    a_space("rencontre", names=names, sentences={"fr": "On se parle."}, managers=[world])
    page = BeautifulSoup(signed_in(world).get(f"/ar/spaces/{ending}").content, "html.parser").body
    assert page is not None
    said = [text.parent for text in page.find_all(string=re.compile("Espace de ren|On se parle"))]
    assert said
    assert {(tag.get("lang"), tag.get("dir")) for tag in said if tag} == {("fr", "ltr")}
