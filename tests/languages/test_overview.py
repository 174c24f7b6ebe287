"""The overview of translations: what is counted, for whom, and what is made of odd questions."""

import csv
import datetime
import io
import json
from collections import Counter
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page

from access.models import LanguageRole, Space
from access.visibility import audiences_of, visible_to
from languages.actions.record import follows
from languages.models import LanguageRule, PageWords, TranslationLink
from languages.overview import Filters, Overview
from languages.wishes import wish
from languages.words import count_all_words
from pages.models import Article, Home, Section
from people.models import Person
from tests.factories import PersonFactory, a_space, add, belonging, holding, signed_in
from tests.factories import translate as by_hand
from tests.languages.translating import begin, publish, translate

ADDRESS = "/en/translations/"
BODY = [{"type": "paragraph", "value": "<p>Un deux trois quatre cinq six.</p>"}]
KEYS = {"page", "source", "target", "state", "complete", "age", "words_left", "asked"}


@pytest.fixture
def section(home: Home, settings: Any) -> Section:
    """A public section of a site whose pages are written in three languages."""
    settings.WAGTAIL_CONTENT_LANGUAGES = [("fr", "fr"), ("en", "en"), ("es", "es")]
    Locale.objects.get_or_create(language_code="es")
    return add(home, Section, "Rubrique")


def an_article(section: Page, title: str) -> Article:
    """A published article of seven words or so."""
    page = Article(title=title, slug=slugify(title), body=BODY)
    Page.objects.get(pk=section.pk).add_child(instance=page)
    page.save_revision().publish()
    return Article.objects.get(pk=page.pk)


def withdraw(page: Page, language: str) -> None:
    """Let its translation be what it is before somebody publishes it."""
    versions = Page.objects.filter(translation_key=page.translation_key)
    versions.filter(locale__language_code=language).update(live=False)


def role(language: str, space: Space | None = None, code: str = "translator") -> Person:
    """Somebody with a role in a language."""
    person: Person = belonging(space, "reader") if space else PersonFactory()
    LanguageRole.objects.create(person=person, language=language, space=space, role=code)
    return person


def rows(person: Person, **asked: str) -> list[dict[str, Any]]:
    """The lines that somebody is given as JSON."""
    response = signed_in(person).get(ADDRESS, {"format": "json", **asked})
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()
    return found


def states(person: Person, page: Page, **asked: str) -> dict[str, str]:
    """The states of a page by language."""
    return {row["target"]: row["state"] for row in rows(person, **asked) if row["page"] == page.pk}


def test_a_page_that_nobody_translated_is_missing_with_its_words_and_its_age(
    section: Section,
) -> None:
    page = an_article(section, "Eau")
    long_ago = timezone.now() - datetime.timedelta(days=12)
    Page.objects.filter(pk=page.pk).update(first_published_at=long_ago)
    wish(page, "es", "somebody")
    (row,) = [row for row in rows(role("es")) if row["page"] == page.pk]
    assert set(row) >= KEYS
    assert row["words_left"] == PageWords.objects.get(page=page.pk).words == 7
    assert {**row, "title": ""} == {
        "page": page.pk, "title": "", "source": "fr", "target": "es", "state": "missing",
        "complete": 0, "age": 12, "words_left": 7, "asked": 1,
    }  # fmt: skip


def test_it_goes_from_missing_over_begun_and_to_review_to_what_its_link_says(
    section: Section, django_capture_on_commit_callbacks: Any
) -> None:
    page, person = an_article(section, "Eau"), role("en")
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(page, "en")
        withdraw(page, "en")
    assert states(person, page) == {"en": "missing"}, "to open it is not to begin it"
    translate(translation, only=lambda path: path == "title")
    assert states(person, page) == {"en": "in_progress"}
    (row,) = [row for row in rows(person) if row["page"] == page.pk]
    assert 0 < row["complete"] < 100
    assert 0 < row["words_left"] < 7
    translate(translation)
    assert states(person, page) == {"en": "in_progress"}, "nobody has published it"
    LanguageRule.objects.create(locale=Locale.objects.get(language_code="en"), needs_review=True)
    assert states(person, page) == {"en": "to_review"}
    LanguageRule.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        publish(translation)
    assert states(person, page) == {"en": "current"}
    page.title = "L’eau"
    page.save_revision().publish()
    assert states(person, page) == {"en": "stale"}
    TranslationLink.objects.update(state="unread")
    assert states(person, page) == {"en": "unread"}


def test_two_pages_written_by_hand_are_one_original_of_which_nobody_says_how_it_stands(
    section: Section, english: Home
) -> None:
    page = add(section, Article, "Eau")
    other = by_hand(page, add(english, Section, "Section"), "Water")
    person = role("en")
    assert states(person, page) == {"en": "apart"}
    assert states(person, other) == {}
    follows(other, page)
    assert states(person, page) == {"en": "current"}


def test_an_alias_shows_the_words_of_another_language_and_translates_nothing(
    section: Section, english: Home
) -> None:
    page = an_article(section, "Eau")
    alias = page.copy_for_translation(english.locale, copy_parents=True, alias=True)
    Page.objects.filter(pk=alias.pk).update(live=True)
    assert states(role("en"), page) == {"en": "missing"}


def test_numbers_and_lines_say_the_same(section: Section, english: Home) -> None:
    pages = [an_article(section, f"Page{number}") for number in range(6)]
    target = add(english, Section, "Section")
    for page, state in zip(pages, ("current", "stale", "partial"), strict=False):
        link = follows(by_hand(page, target, f"Other {page.pk}"), page)
        TranslationLink.objects.filter(pk=link.pk).update(state=state, words_left=3)
    by_hand(pages[3], target, "By hand")
    translate(begin(pages[4], "es"), only=lambda path: path == "title")
    withdraw(pages[4], "es")
    person = role("en")
    LanguageRole.objects.create(person=person, language="es", role="translator")
    count_all_words.func()
    overview = Overview(person, Filters())
    lines = list(overview.rows())
    counted = Counter((row.target, row.state) for row in lines)
    summed: Counter[tuple[str, str]] = Counter()
    for (language, _place, state), number in overview.numbers.cells.items():
        summed[language, state] += number.pages
    assert summed == counted
    assert {"missing", "in_progress", "stale", "partial", "current", "apart"} == {
        state for _language, state in counted
    }
    words = sum(number.words_left for number in overview.numbers.cells.values())
    assert words == sum(row.words_left for row in lines)


def test_filters_narrow_the_lines_the_list_and_the_numbers(section: Section, home: Home) -> None:
    page, other = an_article(section, "Eau"), an_article(add(home, Section, "Autre"), "Sol")
    person = role("en")
    LanguageRole.objects.create(person=person, language="es", role="translator")
    begun_one = begin(other, "es")
    translate(begun_one, only=lambda path: path == "title")
    withdraw(other, "es")
    assert {row["target"] for row in rows(person, language="es")} == {"es"}
    assert {row["page"] for row in rows(person, section=str(section.pk))} == {section.pk, page.pk}
    assert [row["page"] for row in rows(person, state="in_progress")] == [other.pk]
    html = signed_in(person).get(ADDRESS, {"section": section.pk}).content.decode()
    assert f"/en/translate/{page.pk}/es/" in html
    assert f"/en/translate/{other.pk}/es/" not in html


def test_the_table_for_spreadsheets_has_the_same_lines(section: Section) -> None:
    page, person = an_article(section, "=1+1"), role("es")
    response = signed_in(person).get(ADDRESS, {"format": "csv"})
    assert response["Content-Type"].startswith("text/csv")
    lines = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert set(lines[0]) >= KEYS
    (line,) = [line for line in lines if line["page"] == str(page.pk)]
    assert line["title"] == "'=1+1"
    assert len(lines) == len(rows(person))


@pytest.mark.parametrize(
    "asked",
    [
        {"language": "xx"},
        {"language": "en"},
        {"language": "\0"},
        {"state": "missing\0"},
        {"state": "lost"},
        {"section": "abc"},
        {"section": "999999999999999999999999"},
        {"space": "nowhere"},
        {"space": "\0"},
    ],
)
def test_a_filter_that_fits_nothing_is_said_in_a_sentence(
    section: Section, asked: dict[str, str]
) -> None:
    person = role("es")
    response = signed_in(person).get(ADDRESS, asked)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert signed_in(person).get(ADDRESS, {**asked, "format": "json"}).json().keys() == {"error"}


@pytest.mark.parametrize("page", ["abc", "-1", "0", "99999999999999999999", "\0"])
def test_a_page_of_the_list_that_is_no_number_is_the_first(section: Section, page: str) -> None:
    article = an_article(section, "Eau")
    html = signed_in(role("es")).get(ADDRESS, {"page": page}).content.decode()
    assert f"/en/translate/{article.pk}/es/" in html


def test_a_page_far_behind_the_last_is_empty_and_an_unknown_form_is_missing(
    section: Section,
) -> None:
    client = signed_in(role("es"))
    assert client.get(ADDRESS, {"page": "9999"}).status_code == 200
    assert client.get(ADDRESS, {"format": "xml"}).status_code == 404
    assert client.post(ADDRESS).status_code == 405


def test_who_translates_nothing_finds_nothing(section: Section) -> None:
    assert Client().get(ADDRESS).status_code == 404
    assert signed_in(PersonFactory()).get(ADDRESS).status_code == 404
    assert signed_in(PersonFactory(limited=True)).get(ADDRESS).status_code == 404
    suspended = role("es")
    client = signed_in(suspended)
    Person.objects.filter(pk=suspended.pk).update(is_active=False)
    assert client.get(ADDRESS).status_code == 404


def test_reviewers_limited_accounts_editors_and_administrators_find_what_they_may(
    section: Section, roles: dict[str, Any]
) -> None:
    page = an_article(section, "Eau")
    assert states(role("es", code="reviewer"), page) == {"es": "missing"}
    limited = role("es")
    Person.objects.filter(pk=limited.pk).update(limited=True)
    assert states(Person.objects.get(pk=limited.pk), page) == {"es": "missing"}
    editor = holding(roles["editor"])
    assert states(editor, page) == {"en": "missing", "es": "missing"}
    administrator = holding(roles["administrator"])
    assert states(administrator, page) == {"en": "missing", "es": "missing"}


def test_a_space_is_for_its_own_translators_and_publishers(section: Section) -> None:
    space, other = a_space("atelier", "secret"), a_space("ailleurs", "secret")
    home = Page.objects.get(audience_root__audience=space.audience, locale__language_code="fr")
    page = an_article(home, "Secret")
    assert states(role("es", space), page) == {"es": "missing"}
    assert states(belonging(space, "publisher"), page).keys() == {"en", "es"}
    assert states(role("es", other), page) == {}
    assert states(role("es"), page) == {}, "the public site is another place"
    contributor = belonging(space, "contributor")
    assert signed_in(contributor).get(ADDRESS).status_code == 404
    foreign = signed_in(role("es", other)).get(ADDRESS, {"space": "atelier"})
    missing = signed_in(role("es", other)).get(ADDRESS, {"space": "nowhere"})
    assert foreign.status_code == missing.status_code == 400
    assert rows(role("es", space), space="atelier")
    Space.objects.filter(pk=space.pk).update(status="frozen")
    assert signed_in(role("es", space)).get(ADDRESS).status_code in (200, 404)


def test_the_reach_over_many_pages_is_that_of_each_decision(section: Section) -> None:
    from access.decisions import may
    from access.into import Into

    space = a_space("atelier", "secret")
    home = Page.objects.get(audience_root__audience=space.audience, locale__language_code="fr")
    inside, outside = an_article(home, "Secret"), an_article(section, "Eau")
    for person in (role("es", space), role("en"), belonging(space, "publisher")):
        overview = Overview(person, Filters())
        seen = {(row.page, row.target) for row in overview.rows()}
        for page in (inside, outside):
            for language in ("en", "es"):
                allowed = bool(may(person, "translate", Into(page, language)))
                assert allowed == ((page.pk, language) in seen)


@pytest.mark.parametrize("form", ["", "json", "csv"])
def test_more_pages_need_no_more_queries(section: Section, form: str) -> None:
    person = role("es")
    LanguageRole.objects.create(person=person, language="en", role="reviewer")
    client = signed_in(person)
    numbers = []
    for size in (2, 40):
        for number in range(size):
            page = an_article(section, f"Page{size}x{number}")
            wish(page, "es", f"reader {number}")
        client.get(ADDRESS, {"format": form})
        with CaptureQueriesContext(connection) as captured:
            response = client.get(ADDRESS, {"format": form})
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]
    if not form:
        assert len(response.content) < 40_000
        assert "no-store" in response["Cache-Control"]


def test_what_readers_ask_for_stands_first_until_they_have_it(
    section: Section, english: Home
) -> None:
    page, other = an_article(section, "Eau"), an_article(section, "Sol")
    for reader in ("a", "b"):
        wish(other, "en", reader)
    wish(page, "en", "a")
    person = role("en")
    assert [(one.page.pk, one.asked) for one in Overview(person, Filters()).wanted()] == [
        (other.pk, 2),
        (page.pk, 1),
    ]
    follows(by_hand(other, add(english, Section, "Section"), "Soil"), other)
    assert [one.page.pk for one in Overview(person, Filters()).wanted()] == [page.pk]
    assert Overview(role("es"), Filters()).wanted() == []


def test_a_hidden_page_is_neither_counted_nor_wanted(section: Section) -> None:
    page = an_article(section, "Eau")
    wish(page, "es", "a")
    Article.objects.get(pk=page.pk).unpublish()
    person = role("es")
    assert states(person, page) == {}
    assert Overview(person, Filters()).wanted() == []
    assert not visible_to(Page.objects.filter(pk=page.pk), audiences_of(person)).exists()


def test_the_command_counts_what_nobody_counted_and_says_it_to_people_and_programs(
    section: Section, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = Page.objects.get(
        audience_root__audience=a_space("atelier", "secret").audience, locale__language_code="fr"
    )
    page, secret = an_article(section, "Eau"), add(inside, Article, "Secret", summary="Deux mots.")
    wish(page, "es", "a")
    call_command("translation_status")
    assert "missing" in capsys.readouterr().out
    call_command("translation_status", "--json")
    found = json.loads(capsys.readouterr().out)
    lines = {(row["page"], row["target"]): row for row in found["pages"]}
    assert lines[page.pk, "es"]["asked"] == 1
    assert lines[secret.pk, "es"]["words_left"] == 3
    assert found["wanted"] == [{"page": page.pk, "target": "es", "asked": 1}]
    assert sum(row["pages"] for row in found["numbers"]) == len(found["pages"])
