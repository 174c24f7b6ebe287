"""Objectives, check-list, adaptations in the editing screens; how texts link to pages."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from access.decisions import may
from pages.actions.adapt import may_adapt
from pages.actions.switch_section import may_switch, switch
from pages.checks.publishing import refuse_bulk
from pages.models import Period, Section, StrategicObjective
from pages.models.section import SectionForm
from pages.panels import changes_to_see
from pages.rich_text import SeenDocumentLinkHandler, SeenPageLinkHandler
from pages.views.adapt import show_adapt
from pages.views.check_list import show_check_list

AFTER = 65
"""Where our buttons stand: after Wagtail's own."""


class ObjectiveViewSet(SnippetViewSet):
    """Add and correct objectives, and say which pages serve them."""

    model = StrategicObjective
    icon = "pick"
    menu_label = _("Objectives")
    list_display = ["__str__", "period"]
    list_filter = ["period"]


class PeriodViewSet(SnippetViewSet):
    """Add and archive periods."""

    model = Period
    icon = "calendar"
    menu_label = _("Periods")
    list_display = ["__str__", "archived_on"]


class ObjectivesGroup(SnippetViewSetGroup):
    """One entry of the menu for both."""

    menu_label = _("Strategic objectives")
    menu_icon = "pick"
    menu_order = 230
    items = (ObjectiveViewSet, PeriodViewSet)


register_snippet(ObjectivesGroup)


class DeskItem(MenuItem):
    """Leads whoever tends the thesaurus to what members propose."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the desk would answer this person."""
        return bool(may(request.user, "tend", None))


@hooks.register("register_admin_menu_item")
def desk_item() -> MenuItem:
    """What waits for an answer, and which names are missing, after the themes themselves."""
    address = reverse("thesaurus_desk")
    return DeskItem(_("Proposals of words"), address, icon_name="tag", order=221)


class TranslationsItem(MenuItem):
    """Leads editors to how translations stand."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person sends pages to translation."""
        return bool(request.user.has_perm("wagtail_localize.submit_translation"))


@hooks.register("register_admin_menu_item")
def translations_item() -> MenuItem:
    """How all that somebody may translate stands in each language."""
    address = reverse("translations")
    return TranslationsItem(_("Translations"), address, icon_name="globe", order=222)


@hooks.register("register_rich_text_features", order=10)
def link_to_what_is_seen(features: FeatureRegistry) -> None:
    """Let texts link to pages and files as the handlers of `pages.rich_text` do."""
    features.register_link_type(SeenPageLinkHandler)
    features.register_link_type(SeenDocumentLinkHandler)


@hooks.register("after_publish_page")
def turn_switch(request: HttpRequest, page: Page) -> None:
    """Show or hide a section as its form says, for whoever may decide that."""
    wanted = request.POST.get("switched_on")
    if not isinstance(page, Section) or wanted not in (SectionForm.ON, SectionForm.OFF):
        return
    if may_switch(request.user, page):
        switch(page, wanted == SectionForm.ON, request.user)


@hooks.register("register_admin_urls")
def check_list_address() -> list[URLPattern]:
    """Where the editing screen finds the lines of the check-list again."""
    return [path("pages/<int:page_id>/check-list/", show_check_list, name="check_list")]


@hooks.register("register_admin_urls")
def adapt_address() -> list[URLPattern]:
    """Where a page is adapted for other readers."""
    return [path("pages/<int:page_id>/adapt/", show_adapt, name="adapt")]


@hooks.register("register_page_header_buttons")
def header_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """On the screens of a page: adapt it, and what changed in what it was made from."""
    yield from adapt_button(page, user)
    address = changes_to_see(user, page)
    if address:
        yield Button(
            _("What changed in the original"), address, icon_name="resubmit", priority=AFTER
        )


@hooks.register("register_page_listing_more_buttons")
def adapt_button(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Beside a page in lists: adapt it."""
    if may_adapt(user, page):
        yield Button(
            _("Adapt this page for other readers"),
            reverse("adapt", args=[page.pk]),
            icon_name="copy",
            priority=AFTER,
        )


@hooks.register("before_bulk_action")
def check_before_bulk(
    request: HttpRequest, action_type: str, pages: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Publish none of many pages while the check-list prevents one."""
    return refuse_bulk(request, action_type, pages, action)
