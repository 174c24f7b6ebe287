"""A page can be published before all of it is translated, and each part says its language."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from languages.foreign import MUST_BE_TRANSLATED
from languages.models import HandWritten
from pages.models import Article, Home, SpaceHome, Spaces
from pages.models.base import BasePage
from pages.source import PageSource
from tests.factories import add
from tests.languages.marking import marked_page, page_types
from tests.languages.translating import begin, link_of, publish, publish_whole, translate

WORD = re.compile(r"Mark\d{3}q")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNLIKE_PAGES = (Home, Spaces, SpaceHome)
"""Homes are there before, and spaces are served by views of their own."""

TYPES = [model for model in page_types() if model not in UNLIKE_PAGES]


class Passages(HTMLParser):
    """Which words stand in an element that is marked, and which do not."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.marked: set[str] = set()
        self.bare: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        is_marked = "data-untranslated" in found
        if is_marked:
            assert found.get("lang") == "fr"
            assert found.get("dir") == "ltr"
        if tag not in VOID:
            self.open.append((tag, is_marked))
        self.take(" ".join(filter(None, found.values())))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        # Scripts hold data for machines, which know no marks.
        if not any(tag == "script" for tag, _marked in self.open):
            self.take(data)

    def take(self, text: str) -> None:
        is_marked = any(marked for _tag, marked in self.open)
        (self.marked if is_marked else self.bare).update(WORD.findall(text))


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_whatever_is_not_translated_is_shown_and_marked(
    homes: tuple[Home, Home],
    model: type[BasePage],
    client: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    home, _english = homes
    made, marker = marked_page(model, Page.objects.get(pk=home.pk))
    made.save_revision().publish()
    before = Passages()
    before.feed(client.get(made.get_url()).content.decode())
    shown = before.bare & set(marker.places)
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(made)
        translate(translation, only=lambda path: path in MUST_BE_TRANSLATED)
        page = publish(translation)
    passages = Passages()
    passages.feed(client.get(page.get_url()).content.decode())
    translated = {
        word
        for word, place in marker.places.items()
        if place.split(".")[-1] in MUST_BE_TRANSLATED and place.count(".") == 1
    }
    bare = {marker.places[word] for word in passages.bare - translated}
    assert bare == set()
    assert {marker.places[word] for word in shown - translated - passages.marked} == set()
    if shown - translated:
        assert link_of(page).state == "partial"


@pytest.fixture
def article(home: Home) -> Article:
    """A published article of three blocks."""
    body = [
        {"type": "paragraph", "value": f"<p>Bloc {number}.</p><p>Et sa suite.</p>"}
        for number in range(3)
    ]
    return add(home, Article, "L’eau", body=body)


def blocks(page: Page) -> list[str]:
    """The blocks of an article as its readers find them."""
    return [one["value"] for one in page.specific.body.get_prep_value()]


def only_head_and(number: int, article: Article) -> Any:
    """Accept the paths of the title, the summary and one block."""
    key = article.body.get_prep_value()[number]["id"]
    return lambda path: path in MUST_BE_TRANSLATED or key in path


def test_no_block_mixes_two_languages(
    article: Article, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(article)
        translate(translation, only=only_head_and(1, article))
        half = StringSegment.objects.filter(source=translation.source, string__data="Bloc 0.").get()
        StringTranslation.objects.create(
            translation_of=half.string, context=half.context, locale=english.locale, data="en: 0"
        )
        page = publish(translation)
    first, second, _third = blocks(page)
    assert "en:" not in first
    assert second.count("en:") == 2


def test_a_page_is_not_published_under_a_title_in_another_language(
    article: Article, english: Home
) -> None:
    translation = begin(article)
    with pytest.raises(ValidationError):
        publish(translation)
    assert not Page.objects.get(translation_key=article.translation_key, locale=english.locale).live


def test_a_block_for_these_readers_alone_stays_where_it_stood(
    article: Article, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    page = publish_whole(article, django_capture_on_commit_callbacks)
    page = Article.objects.get(pk=page.pk)
    first, *others = page.body.get_prep_value()
    local = {"type": "paragraph", "value": "<p>For readers here.</p>", "id": "a-local-block"}
    page.body = [first, local, *others]
    page.save_revision().publish()
    write_another_first_block(article)
    page = publish_whole(article, django_capture_on_commit_callbacks)
    assert [("For readers here" in one) for one in blocks(page)] == [False, True, False, False]
    assert "Tout autre chose" in blocks(page)[0]


def test_a_block_that_the_original_took_out_goes_from_the_translation_too(
    article: Article, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(article)
        translate(translation)
        publish(translation)
        article.body = article.body.get_prep_value()[1:]
        article.save_revision().publish()
        page = publish(begin(article))
    assert len(blocks(page)) == 2


def write_another_first_block(article: Article) -> None:
    """Publish the article with another first block."""
    page = Article.objects.get(pk=article.pk)
    first, *others = page.body.get_prep_value()
    first["value"] = "<p>Tout autre chose.</p>"
    page.body = [first, *others]
    page.save_revision().publish()


def test_what_was_written_by_hand_is_there_when_the_original_is_followed_again(
    article: Article, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(article)
        translate(translation)
        page = publish(translation)
    page = Article.objects.get(pk=page.pk)
    translation.enabled = False
    translation.save(update_fields=["enabled"])
    first, second, third = page.body.get_prep_value()
    first["value"] = "<p>By hand.</p><p>And by hand again.</p>"
    second["value"] = "<p>One paragraph of two.</p>"
    page.body = [first, second, third]
    page.title = "Water, by hand"
    page.save_revision().publish()
    translation.enabled = True
    translation.save(update_fields=["enabled"])
    with django_capture_on_commit_callbacks(execute=True):
        page = publish(translation)
    assert page.title == "Water, by hand"
    assert "By hand." in blocks(page)[0]
    assert "And by hand again." in blocks(page)[0]
    assert "One paragraph of two." in blocks(page)[1]
    assert "en: Bloc 2." in blocks(page)[2]
    assert link_of(page).state == "current"


def test_a_block_kept_by_hand_speaks_by_its_segments_once_translated_again(
    article: Article, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(article)
        translate(translation)
        page = publish(translation)
    key = article.body.get_prep_value()[0]["id"]
    HandWritten.objects.create(page=page, key=f"body.{key}", digest="of before")
    text = StringTranslation.objects.get(translation_of__data="Bloc 0.")
    text.data = "Block 0, again."
    text.save()
    assert not HandWritten.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        page = publish(translation)
    assert "Block 0, again." in blocks(page)[0]


def test_what_is_translated_is_in_the_draft_when_the_original_is_left(
    article: Article, english: Home
) -> None:
    translation = begin(article)
    translate(translation)
    translation.enabled = False
    translation.save(update_fields=["enabled"])
    page = Page.objects.get(translation_key=article.translation_key, locale=english.locale)
    assert page.get_latest_revision_as_object().title == "en: L’eau"


def test_the_index_knows_of_a_page_only_words_of_its_language(
    article: Article, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(article)
        translate(translation, only=only_head_and(1, article))
        page = publish(translation)
    [(_key, entry)] = PageSource().entries([page.pk])
    assert "en: Bloc 1." in entry.body
    assert "Bloc 0." not in entry.body
