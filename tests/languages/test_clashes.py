"""Class 52 of bad input: what changed while somebody translated; nothing of hers is lost."""

from html import unescape
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from pages.models import Article, Home, Section
from people.models import Person
from tests.factories import add, signed_in
from tests.languages.conftest import BODY
from tests.languages.sheets import JSON, address_of, all_typed, begun, names
from tests.languages.translating import publish_whole

TEXTS = 5
"""Of the article that is translated."""


def kept() -> int:
    """How many translated texts there are."""
    return StringTranslation.objects.count()


def published(client: Client, page: Page, form: dict[str, str]) -> Any:
    """What publishing answers at the end of all that follows."""
    answer = client.post(address_of(page), {**form, "act": "publish"}, follow=True)
    assert answer.status_code < 500
    return answer


@pytest.fixture
def ada(translator: Person) -> Client:
    """The browser of a translator."""
    return signed_in(translator)


def test_a_page_with_the_same_address_is_not_pushed_aside_and_the_texts_stay(
    ada: Client, written: Article, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    form = all_typed(ada, written)
    mine = Page.objects.get(translation_key=written.translation_key, locale=english.locale)
    mine.slug = "water"
    mine.save()
    other = add(Home.objects.get(pk=english.pk), Article, "Already here", slug=written.slug)
    with django_capture_on_commit_callbacks(execute=True):
        answer = published(ada, written, form)
    assert "Your texts are saved" in answer.content.decode()
    assert kept() == TEXTS
    mine.refresh_from_db()
    assert mine.slug != other.slug
    assert "Already here" in Client().get(other.url).content.decode()
    assert ("is published" in answer.content.decode()) == mine.live


def test_a_translation_is_not_begun_beside_a_page_of_the_same_address(
    ada: Client, written: Article, english: Home
) -> None:
    other = add(Home.objects.get(pk=english.pk), Article, "Already here", slug=written.slug)
    assert names(begun(ada, written))
    assert Page.objects.get(pk=other.pk).slug == written.slug


def test_a_language_that_the_site_has_no_more_is_missing_and_what_was_written_stays(
    ada: Client, written: Article, settings: LazySettings
) -> None:
    form = all_typed(ada, written)
    assert ada.post(address_of(written), form).status_code == 302
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("fr", "français")]
    for act in ("begin", "save", "publish"):
        address = address_of(written).replace("/en/", "/fr/", 1)
        assert ada.post(address, {**form, "act": act}).status_code == 404
    assert kept() == TEXTS


@pytest.mark.parametrize("target", ["fr", "xx", "en-gb", "e" * 300])
def test_no_page_is_translated_into_its_own_language_or_one_that_is_none(
    ada: Client, written: Article, target: str
) -> None:
    before = Locale.objects.count()
    answer = ada.post(address_of(written, target), {"act": "begin"})
    assert answer.status_code == 404
    assert Locale.objects.count() == before


def test_where_the_page_above_was_deleted_meanwhile_the_texts_are_given_back(
    ada: Client, home: Home, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    above = add(home, Section, "Rubrique")
    publish_whole(above, django_capture_on_commit_callbacks)
    page = add(above, Article, "L’eau", summary="Deux phrases.", body=BODY)
    form = all_typed(ada, page)
    assert ada.post(address_of(page), form).status_code == 302
    there = Page.objects.get(translation_key=above.translation_key, locale=english.locale)
    with django_capture_on_commit_callbacks(execute=True):
        there.delete()
    assert not kept(), "who deletes a page of a language deletes what was translated for it"
    answer = ada.post(address_of(page), {**form, "act": "publish"})
    assert answer.status_code == 409
    for name in names(form):
        assert form[name] in unescape(answer.content.decode())
    assert ada.post(address_of(page), form, headers={"Accept": JSON}).status_code == 409
    assert not Page.objects.filter(
        translation_key=page.translation_key, locale=english.locale
    ).exists()
    again = ada.post(address_of(page), {"act": "begin"})
    assert again.status_code == 409
    assert "it has to come first" in again.content.decode()


def test_where_the_original_went_meanwhile_the_sheet_is_missing(
    ada: Client, written: Article
) -> None:
    form = all_typed(ada, written)
    address = address_of(written)
    written.delete()
    for act in ("save", "publish", "preview", "begin"):
        assert ada.post(address, {**form, "act": act}).status_code == 404
