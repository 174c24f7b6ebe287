"""Every text of every page type, block and inline child can be translated: a walk over them all."""

import re

import pytest
from django.apps import apps
from modelcluster.fields import ParentalKey
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from pages.models import Home
from pages.models.base import BasePage
from tests.languages.marking import (
    NOT_TEXTS,
    OUR_APPS,
    child_models,
    marked_page,
    page_types,
    text_fields,
)

WORD = re.compile(r"Mark\d{3}q")

KEPT_BY_LANGUAGE = {
    "ObjectiveText": "an objective has a row for each language",
    "ConceptLabel": "a theme has a row for each language",
    "OrganizationText": "an organisation has a row for each language",
}
"""Children with texts that are not translated by segments, and why."""

TYPES = page_types()


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_every_text_is_offered_to_translators(home: Home, model: type[BasePage]) -> None:
    made, marker = marked_page(model, Page.objects.get(pk=home.pk))
    offered = {
        word
        for segment in extract_segments(made)
        if isinstance(segment, StringSegmentValue)
        for word in WORD.findall(segment.string.data)
    }
    missing = [place for word, place in marker.places.items() if word not in offered]
    assert missing == []
    assert len(marker.places) > 3


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_published_translation_has_replaced_every_text(
    homes: tuple[Home, Home],
    model: type[BasePage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    home, english = homes
    made, marker = marked_page(model, Page.objects.get(pk=home.pk))
    source, _created = TranslationSource.get_or_create_from_instance(made)
    translation = Translation.objects.create(source=source, target_locale=english.locale)
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=english.locale,
            context=segment.context,
            data=segment.string.data.replace("Mark", "Trad"),
        )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    copy = made.get_translation(english.locale).specific
    assert copy.live
    written = copy.to_json()
    left = sorted({marker.places[word] for word in WORD.findall(written)})
    assert left == []
    lost = [
        place
        for word, place in marker.places.items()
        if word.replace("Mark", "Trad") not in written
    ]
    assert lost == []


@pytest.mark.parametrize(
    "model", [model for model in TYPES if child_models(model)], ids=lambda model: model.__name__
)
def test_a_translation_has_the_children_of_its_source(
    homes: tuple[Home, Home], model: type[BasePage]
) -> None:
    home, english = homes
    made, _marker = marked_page(model, Page.objects.get(pk=home.pk))
    source, _created = TranslationSource.get_or_create_from_instance(made)
    Translation.objects.create(source=source, target_locale=english.locale).save_target(
        publish=False
    )
    copy = made.get_translation(english.locale).specific
    for name, child_model in child_models(model).items():
        before, after = getattr(made, name).get(), getattr(copy, name).get()
        assert before.pk != after.pk, name
        if issubclass(child_model, TranslatableMixin):
            assert before.translation_key == after.translation_key, name
            assert after.locale_id == english.locale_id, name


def test_every_inline_child_with_texts_can_be_translated() -> None:
    untranslatable = [
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in OUR_APPS
        and any(isinstance(column, ParentalKey) for column in model._meta.get_fields())
        and not issubclass(model, TranslatableMixin)
        and any(text_fields(model))
        and model.__name__ not in KEPT_BY_LANGUAGE
    ]
    assert untranslatable == []


def test_no_exception_outlives_what_it_is_about() -> None:
    ours = [model for model in apps.get_models() if model._meta.app_label in OUR_APPS]
    names = {column.name for model in ours for column in model._meta.get_fields()}
    assert set(NOT_TEXTS) <= names
    assert set(KEPT_BY_LANGUAGE) <= {model.__name__ for model in ours}
