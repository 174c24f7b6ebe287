"""Who may work on a translation: whoever may edit both the source and what it becomes.

wagtail-localize asks for the right to edit the translation alone, or to translate anything.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)
from wagtail_localize.views.report import TranslationsReportView

from access.decisions import may
from access.into import Into
from access.numbers import number_in
from passerelle.admin.seen import seen_pages


def check_translation(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    """Check the source and the translations that an address of wagtail-localize names.

    Raises:
        Http404: the person may not edit one of them, or it is not there.
    """
    person: Any = request.user
    if "translation_id" in kwargs:
        found = Translation.objects.filter(pk=kwargs["translation_id"]).first()
        if found is None or not may_translate(person, found):
            raise Http404
        for name, segments in (
            ("string_segment_id", StringSegment),
            ("overridable_segment_id", OverridableSegment),
        ):
            own = segments.objects.filter(source=found.source)
            if name in kwargs and not own.filter(pk=kwargs[name]).exists():
                raise Http404
    if "translation_source_id" in kwargs:
        source = TranslationSource.objects.filter(pk=kwargs["translation_source_id"]).first()
        if source is None or not all(
            may_translate(person, translation) for translation in source.translations.all()
        ):
            raise Http404
    if "page_id" in kwargs:
        check_page(request, Page.objects.get(pk=kwargs["page_id"]))


def check_page(request: HttpRequest, page: Page) -> None:
    """Check a page that is sent to translation, made an alias, or edited as a translation.

    Raises:
        Http404: the person may not edit the page, or not what it is translated from or to.
    """
    person: Any = request.user
    match = request.resolver_match
    assert match is not None
    if match.url_name == "submit_page_translation":
        wanted = request.POST.getlist("locales")
        if not (may_edit(person, page) and may_add_translations(person, page, wanted)):
            raise Http404
        return
    translations = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id
    )
    if not all(may_edit(person, source_of(one.source)) for one in translations):
        raise Http404


def refused_to_the_machine(request: HttpRequest, number: int) -> HttpResponse | None:
    """Send back, with the reason, whoever may not have a service read what she translates."""
    translation = Translation.objects.get(pk=number)
    page = source_of(translation.source)
    if not isinstance(page, Page):
        return None
    language = translation.target_locale.language_code
    decision = may(request.user, "ask_machine", Into(page, language))
    if decision:
        return None
    messages.error(request, str(decision.reason))
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def may_translate(person: Any, translation: Translation) -> bool:
    """Whether the person may edit the source and, once it is there, the translation."""
    if not may_edit(person, source_of(translation.source)):
        return False
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return True
    return may_edit(person, target)


def source_of(source: TranslationSource) -> Any:
    """What is translated; None when it is gone."""
    try:
        return source.get_source_instance()
    except ObjectDoesNotExist:
        return None


def may_edit(person: Any, thing: Any) -> bool:
    """Whether the person may edit a page or another object; what is gone, nobody may."""
    if thing is None:
        return False
    if isinstance(thing, Page):
        return bool(thing.permissions_for_user(person).can_edit())
    policy = policy_registry.get_by_type(type(thing))
    return bool(policy.user_has_permission_for_instance(person, "change", thing))


def may_add_translations(person: Any, page: Page, locales: Sequence[str]) -> bool:
    """Whether the person may add pages where the translations of a page would come to lie.

    What is no number names no language: Wagtail's form says so.
    """
    for locale in filter(None, map(number_in, locales)):
        above = None
        for ancestor in page.get_ancestors().order_by("-depth"):
            above = ancestor.get_translations().filter(locale_id=locale).first()
            if above is not None:
                break
        if above is not None and "add" not in above.permissions_for_user(person).permissions:
            return False
    return True


def own_translations(translations: QuerySet[Translation], person: Any) -> QuerySet[Translation]:
    """The translations of what the person comes across, and of what is no page."""
    keys = seen_pages(person).values("translation_key")
    of_pages = Q(source__object__content_type__app_label="wagtailcore") & Q(
        source__object__content_type__model="page"
    )
    return translations.filter(Q(source__object_id__in=keys) | ~of_pages)


class OwnTranslationsReportView(TranslationsReportView):
    """The report on translations, without those of other people's pages."""

    def get_queryset(self) -> QuerySet[Translation]:
        """Wagtail-localize's rows that are for this person."""
        return own_translations(super().get_queryset(), self.request.user)
