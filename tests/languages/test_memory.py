"""What the memory suggests: translations of the same text and of texts alike, of readable pages."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from access.models import Space
from languages.alike import likeness, texts_between
from languages.marks import fitted
from languages.memory import bring_suggestions
from languages.sheet import Row, sheet_of
from pages.models import Article, Home, SpaceHome
from people.models import Person
from tests.factories import a_space, belonging, signed_in
from tests.languages.conftest import article_below
from tests.languages.sheets import address_of, begun
from tests.languages.translating import MACHINE, begin, publish_whole

HERE = "Le puits du village donne une eau claire en toute saison."
ALIKE = "Le puits du village donne une eau trouble en toute saison."
OTHER = "La réunion du comité commence à neuf heures dans la grande salle."


@pytest.fixture
def capture(django_capture_on_commit_callbacks: Any) -> Any:
    """Lets happen what waits for the end of a transaction."""
    return django_capture_on_commit_callbacks


def body(*texts: str) -> list[dict[str, str]]:
    """A paragraph for each text."""
    return [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in texts]


@pytest.fixture
def here(home: Home, english: Home) -> Article:
    """The page that is being translated."""
    return article_below(home, "Ici", summary="Trois mots ici.", body=body(HERE))


def elsewhere(home: Home, capture: Any, *texts: str, title: str = "Ailleurs") -> Page:
    """The English version of a page, published, `en: ` before each of its texts."""
    page = article_below(home, title, summary=f"Le résumé de {title}.", body=body(*texts))
    return publish_whole(page, capture)


def row_of(page: Page, person: Person, text: str = HERE) -> Row:
    """A text of a page with what is suggested for it."""
    translation = begin(page)
    rows = sheet_of(translation)
    bring_suggestions(rows, translation, person)
    return next(row for row in rows if row.source == text)


def suggested(page: Page, person: Person, text: str = HERE) -> list[str]:
    """What is suggested for a text of a page."""
    return [one.text for one in row_of(page, person, text).suggestions]


def test_a_text_alike_is_suggested_with_how_much_and_where_its_original_differs(
    here: Article, home: Home, translator: Person, capture: Any
) -> None:
    elsewhere(home, capture, ALIKE, OTHER)
    [found] = row_of(here, translator).suggestions
    assert (found.text, found.share) == (f"en: {ALIKE}", 90)
    assert found.changes == (
        "Le puits du village donne une eau <del>trouble</del><ins>claire</ins> en toute saison."
    )


def test_the_page_shows_it_in_words_that_one_tap_puts_in_and_anybody_can_copy(
    here: Article, home: Home, translator: Person, capture: Any
) -> None:
    elsewhere(home, capture, ALIKE)
    ada = signed_in(translator)
    begun(ada, here)
    html = ada.get(address_of(here)).content.decode()
    assert f'90 % alike: <q lang="en" dir="ltr" data-whole>en: {ALIKE}</q>' in html
    assert "<del>trouble</del><ins>claire</ins>" in html


def test_what_is_less_than_three_quarters_alike_is_none(
    here: Article, home: Home, translator: Person, capture: Any
) -> None:
    far = "Le puits du village donne un peu de sable à chaque saison."
    assert likeness(far, HERE) < 75
    elsewhere(home, capture, far)
    assert suggested(here, translator) == []


def test_the_same_text_comes_first_then_the_nearest_and_two_are_enough(
    here: Article, home: Home, translator: Person, capture: Any
) -> None:
    nearer = HERE.replace("donne", "a").replace("toute", "chaque")
    elsewhere(home, capture, nearer, ALIKE, OTHER)
    assert suggested(here, translator) == [f"en: {ALIKE}", f"en: {nearer}"]
    elsewhere(home, capture, HERE, title="Encore")
    assert suggested(here, translator) == [f"en: {HERE}", f"en: {ALIKE}"]


def test_what_is_translated_gets_no_suggestion(
    here: Article, home: Home, translator: Person, capture: Any
) -> None:
    elsewhere(home, capture, ALIKE)
    publish_whole(here, capture)
    assert suggested(here, translator) == []


def without_its_translation(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)


def without_its_original(page: Page) -> None:
    Page.objects.filter(translation_key=page.translation_key, locale__language_code="fr").update(
        live=False
    )


def by_a_machine(page: Page) -> None:
    StringTranslation.objects.update(translation_type=MACHINE)


def with_a_fault(page: Page) -> None:
    StringTranslation.objects.update(has_error=True)


def taken_out_of_the_original(page: Page) -> None:
    original = Article.objects.get(translation_key=page.translation_key, locale__language_code="fr")
    original.body = body(OTHER)
    original.save_revision().publish()
    begin(original)


@pytest.mark.parametrize(
    "become",
    [
        without_its_translation,
        without_its_original,
        by_a_machine,
        with_a_fault,
        taken_out_of_the_original,
    ],
)
def test_only_what_a_person_wrote_and_readers_find_in_both_languages_is_suggested(
    here: Article, home: Home, translator: Person, capture: Any, become: Any
) -> None:
    page = elsewhere(home, capture, ALIKE)
    assert suggested(here, translator) != []
    become(page)
    assert suggested(here, translator) == []


def inside_a_space(capture: Any, texts: Iterable[str]) -> Space:
    """A space with a page and its translation, both published there."""
    space = a_space("dedans", preset="secret")
    above = SpaceHome.objects.get(space=space, locale__language_code="fr")
    page = Article(title="Dedans", summary="Le résumé de dedans.", body=body(*texts))
    above.add_child(instance=page)
    page.save_revision().publish()
    publish_whole(Article.objects.get(pk=page.pk), capture)
    return space


def test_what_she_may_not_read_is_not_suggested_and_hides_nothing_that_she_may(
    here: Article, home: Home, translator: Person, capture: Any
) -> None:
    private = [ALIKE.replace("trouble", f"trouble{number}") for number in range(12)]
    space = inside_a_space(capture, private)
    assert len(suggested(here, belonging(space, "reader"))) == 2
    assert suggested(here, translator) == []
    readable = HERE.replace("donne", "a").replace("toute", "chaque")
    elsewhere(home, capture, readable)
    assert suggested(here, translator) == [f"en: {readable}"]


def test_what_is_written_changed_or_deleted_later_is_known_at_once(
    here: Article, home: Home, translator: Person, capture: Any
) -> None:
    elsewhere(home, capture, OTHER)
    assert suggested(here, translator) == []
    elsewhere(home, capture, ALIKE, title="Encore")
    assert suggested(here, translator) == [f"en: {ALIKE}"]
    text = StringTranslation.objects.get(translation_of__data=ALIKE)
    StringTranslation.objects.filter(pk=text.pk).update(data="The well")
    assert suggested(here, translator) == ["The well"]
    text.delete()
    assert suggested(here, translator) == []


def test_numbers_given_again_after_something_failed_mislead_nobody(
    here: Article, home: Home, english: Home, capture: Any, translator: Person
) -> None:
    class Failed(Exception):
        """Something failed."""

    with pytest.raises(Failed), transaction.atomic():
        page = elsewhere(home, capture, OTHER, ALIKE)
        key = page.translation_key
        assert len(texts_between(home.locale_id, english.locale_id).on_pages([key])) == 4
        raise Failed
    page = elsewhere(home, capture, ALIKE, OTHER)
    found = texts_between(home.locale_id, english.locale_id).on_pages([page.translation_key])
    assert len(found) == 4
    assert suggested(here, translator) == [f"en: {ALIKE}"]


@pytest.mark.parametrize("texts", [3, 30])
def test_a_sheet_asks_the_same_few_queries_whatever_it_and_the_memory_hold(
    home: Home, english: Home, translator: Person, capture: Any, texts: int
) -> None:
    known = [f"{ALIKE} {number}" for number in range(texts)]
    elsewhere(home, capture, *known)
    page = article_below(home, "Ici", body=body(*[f"{HERE} {number}" for number in range(texts)]))
    translation = begin(page)
    rows = sheet_of(translation)
    with CaptureQueriesContext(connection) as queries:
        bring_suggestions(rows, translation, translator)
    assert sum(bool(row.suggestions) for row in rows) == texts
    assert len(queries) <= 7


def test_a_suggestion_leaves_out_the_tags_that_the_text_has_not() -> None:
    assert fitted("<b>The</b> <a1>well</a1>, {nom}", "<a1>Le</a1> puits") == (
        "The <a1>well</a1>, {nom}"
    )
