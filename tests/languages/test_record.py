"""A published translation knows what it was made from, and how it stands to it."""

from typing import Any

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from languages.actions.record import follows
from languages.models import Credit, LanguageRule
from pages.models import Article, Home
from tests.factories import PersonFactory
from tests.languages.translating import (
    MACHINE,
    approve,
    begin,
    link_of,
    publish,
    publish_whole,
    translate,
)

BODY = [
    {"type": "paragraph", "value": "<p>Un paragraphe d’abord.</p><p>Un autre ensuite.</p>"},
    {"type": "paragraph", "value": "<p>Le second bloc.</p>"},
]


@pytest.fixture
def article(home: Home) -> Article:
    """A published article in French."""
    page = Article(title="L’eau", summary="Deux phrases.", slug="eau", body=BODY)
    home.add_child(instance=page)
    page.save_revision().publish()
    return Article.objects.get(pk=page.pk)


@pytest.fixture
def published(article: Article, english: Home, django_capture_on_commit_callbacks: Any) -> Page:
    """Its translation into English, published by somebody who wrote it."""
    ada = PersonFactory(first_name="Ada")
    return publish_whole(article, django_capture_on_commit_callbacks, by=ada)


def write(article: Article, **values: Any) -> None:
    """Publish the article with other values."""
    article = Article.objects.get(pk=article.pk)
    for name, value in values.items():
        setattr(article, name, value)
    article.save_revision().publish()


def test_a_whole_translation_is_current_and_names_its_author(published: Page) -> None:
    link = link_of(published)
    assert (link.state, link.changed, link.complete, link.words_left) == ("current", 0, 100, 0)
    assert link.source_language == "fr"
    assert [(one.role, one.person.first_name) for one in link.credits.all()] == [
        (Credit.Role.TRANSLATOR, "Ada")
    ]


def test_a_changed_original_makes_it_stale_and_a_change_taken_back_current(
    article: Article, published: Page
) -> None:
    write(article, title="L’eau et le sol")
    link = link_of(published)
    assert (link.state, link.changed) == ("stale", 1)
    assert 0 < link.complete < 100
    assert link.changed_at
    write(article, title="L’eau")
    assert (link_of(published).state, link_of(published).complete) == ("current", 100)


def test_each_paragraph_changed_in_a_block_counts(article: Article, published: Page) -> None:
    first, second = article.body.get_prep_value()
    first["value"] = "<p>Tout autre chose.</p><p>Encore autre chose.</p>"
    write(article, body=[first, second])
    assert link_of(published).changed == 2


def test_blocks_added_taken_out_and_moved_count(article: Article, published: Page) -> None:
    first, second = article.body.get_prep_value()
    write(article, body=[second, first])
    assert link_of(published).changed == 1
    write(article, body=[first])
    assert link_of(published).changed == 1
    write(article, body=[first, second, {"type": "paragraph", "value": "<p>Nouveau.</p>"}])
    assert link_of(published).changed == 1


def test_a_withdrawn_original_makes_it_stale(article: Article, published: Page) -> None:
    article.unpublish()
    assert link_of(published).state == "stale"
    Article.objects.get(pk=article.pk).save_revision().publish()
    assert link_of(published).state == "current"


def test_what_is_missing_makes_it_partial(
    article: Article, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(article)
        translate(translation, only=lambda path: not path.startswith("body"))
        page = publish(translation)
    link = link_of(page)
    assert link.state == "partial"
    assert link.words_left == 9


def test_what_a_machine_wrote_is_unread_until_somebody_approves_these_words(
    article: Article, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    LanguageRule.objects.create(locale=english.locale, shows_unread=True)
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(article)
        translate(translation, kind=MACHINE)
        page = publish(translation)
    assert (link_of(page).state, link_of(page).complete) == ("unread", 0)
    reader = PersonFactory()
    for text in StringTranslation.objects.all():
        approve(text, reader)
    with django_capture_on_commit_callbacks(execute=True):
        publish(translation)
    assert (link_of(page).state, link_of(page).complete) == ("current", 100)
    assert link_of(page).credits.get().role == Credit.Role.REVIEWER
    StringTranslation.objects.filter(context__path="title").update(data="Water!")
    with django_capture_on_commit_callbacks(execute=True):
        publish(translation)
    assert link_of(page).state == "unread"


def test_where_a_second_person_reads_nothing_counts_before(
    article: Article, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    LanguageRule.objects.create(locale=english.locale, needs_review=True)
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(article)
        translate(translation)
        page = publish(translation)
    assert (link_of(page).state, link_of(page).complete) == ("partial", 0)


def test_a_page_written_by_hand_is_current_once_somebody_says_so(
    article: Article, published: Page
) -> None:
    write(article, title="Autre titre")
    follows(published, Page.objects.get(pk=article.pk))
    assert link_of(published).state == "current"
