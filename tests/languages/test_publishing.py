"""However a page comes to be published, moved, copied or deleted, its freshness stays true."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationLog

from access.generation import current_generation, forget_generation
from languages.actions.record import follows, page_was_published, version_was_written
from languages.models import Basis, TranslationLink
from pages.models import Article, Home, Section
from tests.factories import add, item, paragraph, signed_in
from tests.languages.translating import begin, link_of, publish, translate

Capture = Callable[..., Any]


@pytest.fixture
def capture(django_capture_on_commit_callbacks: Any) -> Capture:
    """Lets happen what waits for the end of a transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def article(home: Home) -> Article:
    """A published article in a section."""
    section = add(home, Section, "Rubrique")
    page = Article(title="Titre", summary="Deux phrases.", slug="titre", body=paragraph("Eau."))
    section.add_child(instance=page)
    page.save_revision().publish()
    return Article.objects.get(pk=page.pk)


@pytest.fixture
def target(article: Article, english: Home, capture: Capture) -> Page:
    """Its translation into English, current."""
    with capture():
        translation = begin(article)
        translate(translation)
        return publish(translation)


def edit(article: Article, title: str) -> None:
    """Publish the article with another title."""
    page = Article.objects.get(pk=article.pk)
    page.title = title
    page.save_revision().publish()


def state(page: Page) -> tuple[str, int, int]:
    """What readers are told."""
    link = link_of(page)
    return link.state, link.changed, link.complete


def test_a_version_published_before_it_was_noted_is_recorded_too(
    article: Article, english: Home, capture: Capture
) -> None:
    """Without a transaction around it, wagtail-localize publishes first."""
    with capture():
        translation = begin(article)
        translate(translation)
        translation.save_target(publish=False)
    log = TranslationLog.objects.latest("pk")
    Basis.objects.all().delete()
    assert log.revision is not None
    log.revision.publish()
    version_was_written(log)
    assert state(log.revision.content_object) == ("current", 0, 100)


def test_an_old_version_published_again_is_as_old_as_it_is(
    article: Article, target: Page, capture: Capture
) -> None:
    edit(article, "Autre titre")
    with capture():
        translation = begin(article)
        translate(translation)
        translation.save_target(publish=False)
    assert state(target)[0] == "stale"
    new = Article.objects.get(pk=target.pk).get_latest_revision()
    new.publish()
    assert state(target)[0] == "current"
    new.get_previous().publish()
    assert state(target)[:2] == ("stale", 1)


def test_what_is_written_and_not_published_changes_nothing(
    article: Article, target: Page, capture: Capture
) -> None:
    edit(article, "Autre titre")
    with capture():
        translate(begin(article))
    page = Article.objects.get(pk=target.pk)
    page.unpublish()
    Article.objects.get(pk=target.pk).get_latest_revision().publish()
    assert state(target)[:2] == ("stale", 1)


def test_a_planned_publication_is_recorded_when_it_comes(
    article: Article, target: Page, capture: Capture
) -> None:
    page = Article.objects.get(pk=article.pk)
    page.title = "Titre de demain"
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    page.save_revision().publish()
    assert state(target)[0] == "current"
    with capture(), time_machine.travel(timezone.now() + datetime.timedelta(hours=2)):
        call_command("publish_scheduled")
    assert state(target)[:2] == ("stale", 1)


def test_a_page_that_expires_makes_its_translation_stale(
    article: Article, target: Page, capture: Capture
) -> None:
    Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - datetime.timedelta(1))
    with capture():
        call_command("publish_scheduled")
    assert state(target)[0] == "stale"


def test_a_moved_or_renamed_original_changes_nothing(
    article: Article, target: Page, home: Home
) -> None:
    other = add(home, Section, "Autre rubrique")
    Article.objects.get(pk=article.pk).move(other, pos="last-child")
    page = Article.objects.get(pk=article.pk)
    page.slug = "autre-adresse"
    page.save_revision().publish()
    assert state(target) == ("current", 0, 100)


def test_a_deleted_original_leaves_a_page_that_is_never_fresh_again(
    article: Article, target: Page
) -> None:
    before = current_generation()
    Page.objects.get(pk=article.pk).delete()
    forget_generation()
    assert current_generation() > before
    assert link_of(target).source_id is None
    assert state(target)[0] == "stale"
    Article.objects.get(pk=target.pk).save_revision().publish()
    assert state(target)[0] == "stale"


def test_an_original_deleted_with_its_section_too(article: Article, target: Page) -> None:
    Page.objects.get(pk=article.get_parent().pk).specific.delete()
    assert state(target)[0] == "stale"


def test_a_deleted_translation_leaves_nothing(article: Article, target: Page) -> None:
    Page.objects.get(pk=target.pk).delete()
    assert not TranslationLink.objects.filter(source=article.pk).exists()
    assert not Basis.objects.filter(source=article.pk).exists()


def test_a_page_above_that_shows_the_words_of_the_original_is_no_translation(
    target: Page,
) -> None:
    section = target.get_parent()
    assert section.alias_of is not None
    assert state(section) == ("partial", 0, 0)


def test_an_alias_follows_its_original_and_is_whole_once_translated(
    article: Article, target: Page, capture: Capture
) -> None:
    section = Section.objects.get(pk=article.get_parent().pk)
    section.title = "Autre rubrique"
    with capture():
        section.save_revision().publish()
    alias = target.get_parent()
    assert state(alias) == ("partial", 0, 0)
    with capture():
        translation = begin(section)
        translate(translation)
        publish(translation)
    assert state(alias) == ("current", 0, 100)


def test_an_alias_made_a_page_of_its_own_is_still_not_translated(target: Page) -> None:
    alias = target.get_parent().specific
    ConvertAliasPageAction(alias).execute()
    Section.objects.get(pk=alias.pk).get_latest_revision().publish()
    assert state(alias)[0] == "partial"


def test_a_translation_made_an_alias_again_is_not_translated(
    article: Article, target: Page, administrator: Any
) -> None:
    client = signed_in(administrator)
    response = client.post(f"/admin/localize/page/{target.pk}/convert_to_alias/")
    assert response.status_code == 302
    assert state(target) == ("partial", 0, 0)


def test_a_copy_is_a_page_of_its_own(article: Article, target: Page, home: Home) -> None:
    for page in (article, target):
        copy = Page.objects.get(pk=page.pk).specific.copy(update_attrs={"slug": "copie"})
        copy.save_revision().publish()
        assert not TranslationLink.objects.filter(target=copy.pk).exists()
    assert state(target) == ("current", 0, 100)
    edit(article, "Autre titre")
    assert TranslationLink.objects.count() == 2  # the section's and this one's


def test_a_page_left_to_itself_stays_as_stale_as_it_was(article: Article, target: Page) -> None:
    edit(article, "Autre titre")
    Translation.objects.update(enabled=False)
    page = Article.objects.get(pk=target.pk)
    page.title = "By hand"
    page.save_revision().publish()
    assert state(target)[:2] == ("stale", 1)
    follows(target, article)
    assert state(target) == ("current", 0, 100)
    page.get_latest_revision().publish()
    assert state(target) == ("current", 0, 100)


def test_a_translation_begun_and_then_written_by_hand_is_tied_to_its_original(
    article: Article, english: Home, capture: Capture
) -> None:
    with capture():
        translation = begin(article)
    Translation.objects.update(enabled=False)
    page = Article.objects.get(
        translation_key=article.translation_key, locale=translation.target_locale
    )
    page.title = "By hand"
    page.save_revision().publish()
    assert state(page) == ("partial", 0, 0)


def test_pages_without_translations_cost_three_queries(home: Home) -> None:
    page = item("article", home, "Titre")
    revision = page.save_revision()
    with CaptureQueriesContext(connection) as captured:
        page_was_published(Page.objects.get(pk=page.pk), revision)
    asked = [q["sql"] for q in captured if "languages_" in q["sql"] or "localize_" in q["sql"]]
    assert len(asked) == 3


def test_the_price_of_publishing_does_not_follow_the_number_of_versions(
    article: Article, target: Page, capture: Capture
) -> None:
    def cost() -> int:
        revision = Article.objects.get(pk=target.pk).get_latest_revision()
        page = Article.objects.get(pk=target.pk)
        with CaptureQueriesContext(connection) as captured:
            page_was_published(page, revision)
        return len(captured)

    with capture():
        publish(begin(article))
    before = cost()
    for _number in range(3):
        with capture():
            publish(begin(article))
    assert cost() <= before


def test_what_was_written_by_hand_is_no_longer_missing_nor_approved(
    article: Article, english: Home, capture: Capture
) -> None:
    with capture():
        translation = begin(article)
        translate(translation, only=lambda path: path in ("title", "summary"))
        page = publish(translation)
    Translation.objects.update(enabled=False)
    own = Article.objects.get(pk=page.pk)
    blocks = own.body.get_prep_value()
    own.body = [{**blocks[0], "value": "<p>Water.</p>"}]
    own.save_revision().publish()
    states = {row["key"]: row["state"] for row in link_of(page).snapshot.parts}
    assert states[f"body.{blocks[0]['id']}"] == "to_review"
    assert state(page)[0] == "partial"
