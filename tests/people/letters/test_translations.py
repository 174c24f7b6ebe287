"""Those who translate and review hear of it in their own language, as long as it holds."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from access.actions.language_role import end_language_role, give_language_role
from access.models import LanguageRole
from languages.models import LanguageRule, TranslatorSetting
from languages.told import text_was_sent_back, texts_were_saved
from pages.models import Article, Home
from people.models import Letter, Person
from people.post.send import deliver
from tests.factories import PersonFactory, a_space, add, belonging
from tests.languages.translating import begin, publish, translate


def sent() -> dict[str, str]:
    """Send what waits; subjects by recipient, of the letters sent now."""
    mail.outbox.clear()
    deliver.func()
    return {message.to[0]: str(message.subject) for message in mail.outbox}


@pytest.fixture
def translator(home: Home) -> Person:
    """Somebody who translates what is public into English, and reads English."""
    person = PersonFactory(language="en")
    give_language_role(person, "en", "translator", None)
    return person


@pytest.fixture
def reviewer(home: Home) -> Person:
    """Somebody who reviews it, and reads French."""
    person = PersonFactory(language="fr")
    give_language_role(person, "en", "reviewer", None)
    return person


def published(home: Page, by: Person | None = None) -> Article:
    """An article that somebody publishes now."""
    page = Article(title="Eau", slug="eau", summary="Deux mots.", live=False)
    Page.objects.get(pk=home.pk).add_child(instance=page)
    page.save_revision(user=by).publish()
    return Article.objects.get(pk=page.pk)


def change(page: Article, title: str) -> None:
    """Publish it under another title."""
    page = Article.objects.get(pk=page.pk)
    page.title = title
    page.save_revision().publish()


def test_a_new_original_is_told_at_once_and_once(home: Home, translator: Person) -> None:
    page = published(home)
    assert sent() == {translator.email: "A page to translate"}
    body = str(mail.outbox[0].body)
    assert f"/en/translate/{page.pk}/en/" in body
    assert "Eau" in body
    page.save_revision().publish()
    assert sent() == {}, "it says nothing else"
    change(page, "Le sol")
    assert sent() == {}, "she knows that it is there"


def test_a_changed_original_is_told_to_those_whose_translation_it_overtakes(
    home: Home, translator: Person, django_capture_on_commit_callbacks: Any
) -> None:
    page = published(home)
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(page)
        translate(translation)
        publish(translation)
    sent()
    change(page, "Le sol")
    assert sent() == {translator.email: "A page to translate"}
    assert "changed" in str(mail.outbox[0].body)


def test_nobody_is_told_of_what_she_published_or_of_another_language_or_space(
    home: Home, translator: Person
) -> None:
    other = PersonFactory()
    inside = belonging(a_space("atelier", "secret"), "reader", language="en")
    give_language_role(other, "fr", "translator", None)
    space = inside.memberships.get().space
    give_language_role(inside, "en", "translator", None, space)
    published(home, by=translator)
    assert sent() == {}
    above = Page.objects.get(audience_root__audience=space.audience, locale__language_code="fr")
    published(above)
    assert sent() == {inside.email: "A page to translate"}


def test_a_letter_is_dropped_when_the_role_or_the_page_is_gone(
    home: Home, translator: Person
) -> None:
    published(home)
    end_language_role(LanguageRole.objects.get(person=translator), None)
    assert sent() == {}
    give_language_role(translator, "en", "translator", None)
    page = Article(title="Sol", slug="sol", live=False)
    Page.objects.get(pk=home.pk).add_child(instance=page)
    page.save_revision().publish()
    Article.objects.get(pk=page.pk).unpublish()
    assert sent() == {}
    assert Letter.objects.filter(dropped_because="refused").count() == 2


def test_who_wishes_it_gets_one_letter_in_the_morning(home: Home, translator: Person) -> None:
    TranslatorSetting.objects.create(person=translator, daily=True)
    first = published(home)
    add(home, Article, "Sol").save_revision().publish()
    assert sent() == {}
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1, hours=1)):
        assert sent() == {translator.email: "Pages to translate"}
        body = str(mail.outbox[0].body)
        assert first.title in body
        assert "Sol" in body


def test_reviewers_hear_of_a_whole_translation_where_a_second_person_reads(
    home: Home, translator: Person, reviewer: Person
) -> None:
    page = published(home)
    sent()
    translation = begin(page)
    translate(translation, by=translator)
    texts_were_saved(translation, translator)
    assert sent() == {}, "the language asks nothing"
    LanguageRule.objects.create(locale=Locale.objects.get(language_code="en"), needs_review=True)
    texts_were_saved(translation, translator)
    texts_were_saved(translation, translator)
    assert list(sent()) == [reviewer.email]
    assert len(mail.outbox) == 1
    assert f"/fr/translate/{page.pk}/en/" in str(mail.outbox[0].body)


def test_an_author_hears_that_a_text_was_sent_back_and_that_it_is_published(
    home: Home, translator: Person, reviewer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    page = published(home)
    sent()
    translation = begin(page)
    translate(translation, by=translator)
    text = StringTranslation.objects.filter(last_translated_by=translator).first()
    assert text is not None
    text_was_sent_back(text, reviewer)
    assert sent() == {translator.email: "Your translation was sent back to you"}
    with django_capture_on_commit_callbacks(execute=True):
        publish(translation, by=reviewer)
    letter = Letter.objects.get(kind="translation_published")
    assert (letter.person, letter.dropped_because) == (translator, "")
    assert "Your translation is published" in [message.subject for message in mail.outbox]


def test_a_new_translator_is_told_what_she_may_do(home: Home) -> None:
    person, boss = PersonFactory(language="en"), PersonFactory()
    give_language_role(person, "en", "translator", boss)
    give_language_role(person, "en", "translator", boss)
    assert sent() == {person.email: "Your role in a language"}
    assert "/en/translations/" in str(mail.outbox[0].body)
