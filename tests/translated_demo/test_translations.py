"""What of the demonstration is translated into Spanish, Portuguese and Arabic, and how far."""

import re
from collections import Counter
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db.models import Q
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from access.decisions import may
from access.into import Into
from access.models import LanguageRole, PageAudience
from languages.foreign import mark_foreign
from languages.models import Credit, LanguageRule, TranslationLink
from languages.states import parts_translated
from pages.models import Article, ExperienceSheet, Offer, Seminar, Spaces
from people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_in_five")]

TRANSLATED = ("es", "pt", "ar")
HTML = re.compile(r'<html lang="([a-z-]+)" dir="([a-z]+)"')
STATES = {"current": 7, "stale": 3, "partial": 2, "unread": 1}

each_language = pytest.mark.parametrize("language", TRANSLATED)


def links(language: str, **conditions: Any) -> list[TranslationLink]:
    """The translations into a language."""
    rows = TranslationLink.objects.filter(target__locale__language_code=language, **conditions)
    return list(rows.select_related("target__locale", "source__locale").order_by("target__path"))


def page_in(language: str, model: type[Page]) -> Any:
    """The only page of a type in a language."""
    return model.objects.get(locale__language_code=language)


@each_language
def test_a_home_page_and_twelve_others_are_translated_and_in_various_states(language: str) -> None:
    found = links(language)
    assert Counter(link.state for link in found) == STATES
    assert {link.source_language for link in found} == {"fr"}
    public = PageAudience.objects.filter(audience="public", page__in=[one.target for one in found])
    assert public.count() == len(found) == 13


@each_language
def test_each_stale_translation_has_an_original_with_two_other_paragraphs(language: str) -> None:
    for link in links(language, state="stale"):
        assert link.changed == 2, link.target.title
        assert link.source_date < link.changed_at == link.source.last_published_at
        assert link.complete < 100


@each_language
def test_fresh_translations_say_all_and_partial_ones_say_what_they_leave(language: str) -> None:
    for link in links(language, state="current"):
        assert (link.complete, link.changed, link.untranslated) == (100, 0, []), link.target.title
    for link in links(language, state="partial"):
        assert 0 <= link.complete < 100
        assert link.words_left > 0


def test_the_write_up_is_whole_in_arabic_and_begun_in_the_other_two() -> None:
    states = {language: links(language, source__slug__contains="pompe") for language in TRANSLATED}
    assert [link.state for (link,) in states.values()] == ["partial", "partial", "current"]
    arabic = page_in("ar", Seminar)
    assert len(arabic.write_up) == len(arabic.made_from.source.specific.write_up) > 10
    spanish = page_in("es", Seminar)
    mark_foreign([spanish])
    assert len(spanish.foreign.keys) > 5
    assert "Au Burkina Faso" in str(spanish.write_up.raw_data)


def test_a_text_into_arabic_waits_for_its_second_reader() -> None:
    (link,) = links("ar", state="partial", untranslated=[])
    assert isinstance(link.target.specific, Offer)
    assert set(link.credits.values_list("role", flat=True)) == {Credit.Role.TRANSLATOR}
    assert LanguageRule.objects.get(needs_review=True).locale.language_code == "ar"


@each_language
def test_what_is_said_of_a_translation_is_what_its_texts_say(language: str) -> None:
    for link in links(language):
        if link.state == "stale":
            continue
        translation = Translation.objects.get(
            source__object_id=link.source.translation_key, target_locale=link.target.locale
        )
        found = [part.as_data() for part in parts_translated(translation)]
        kept = [{**part, "texts": list(part["texts"])} for part in link.snapshot.parts]
        assert found == kept, link.target.title


@each_language
def test_the_texts_of_a_stale_translation_are_kept_beside_the_words_of_then(language: str) -> None:
    (link,) = links(language, source__slug="a-propos")
    texts = StringTranslation.objects.filter(
        locale=link.target.locale, context__object_id=link.source.translation_key
    )
    then = texts.filter(translation_of__data__contains="Treize comptes")
    now = texts.filter(translation_of__data__contains="Seize comptes")
    assert then.count() == 1
    assert not now.exists()


def test_machine_texts_name_nobody_and_others_name_their_translator() -> None:
    for link in TranslationLink.objects.all():
        roles = set(link.credits.values_list("role", flat=True))
        assert ("translator" in roles) == (link.state != "unread")
        assert roles <= {"translator"} or link.target.locale.language_code == "ar"


def test_volunteers_translate_into_their_language_and_nothing_else() -> None:
    page = Article.objects.filter(locale__language_code="fr").first()
    for name, language, verbs in (
        ("translator-es", "es", {"translate"}),
        ("translator-ar", "ar", {"translate"}),
        ("reviewer-ar", "ar", {"translate", "review_translation"}),
    ):
        person = Person.objects.get(email=f"{name}@trame-commune.example")
        for into in ("en", *TRANSLATED):
            allowed = {
                verb
                for verb in ("translate", "review_translation")
                if may(person, verb, Into(page, into))
            }
            assert allowed == (verbs if into == language else set()), name
        assert not page.permissions_for_user(person).can_edit()
    assert LanguageRole.objects.filter(space=None).count() == 4


def test_french_and_english_pages_are_both_originals() -> None:
    both = TranslationLink.objects.filter(target__locale__language_code__in=("fr", "en"))
    assert not both.exists()
    sources = {source.locale.language_code for source in Page.objects.filter(made_into__gt=0)}
    assert sources == {"fr"}


def test_every_public_page_answers_in_its_language_and_its_direction(client: Client) -> None:
    within = Q()
    for page in Spaces.objects.all():
        within |= Q(path__startswith=page.path)
    pages = Page.objects.filter(depth__gt=1).exclude(within).select_related("locale")
    codes = Counter(page.locale.language_code for page in pages)
    assert [codes[language] for language in TRANSLATED] == [13, 13, 13]
    for page in pages:
        answer = client.get(page.get_url())
        assert answer.status_code == 200, page.title
        found = HTML.search(answer.content.decode())
        language = page.locale.language_code
        assert found, page.title
        assert found.groups() == (language, "rtl" if language == "ar" else "ltr")


@each_language
def test_what_is_not_translated_is_marked_as_french(client: Client, language: str) -> None:
    page = page_in(language, ExperienceSheet)
    answer = client.get(page.get_url())
    html = BeautifulSoup(answer.content, "html.parser")
    marked = html.select("[data-untranslated]")
    assert marked
    assert {(one["lang"], one["dir"]) for one in marked} == {("fr", "ltr")}
    assert any("Quatre réunions" in one.get_text() for one in marked)
