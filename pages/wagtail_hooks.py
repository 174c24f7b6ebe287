"""Strategic objectives in the editing screens, and how texts link to pages."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from pages.actions.switch_section import may_switch, switch
from pages.models import Period, Section, StrategicObjective
from pages.models.section import SectionForm
from pages.rich_text import SeenDocumentLinkHandler, SeenPageLinkHandler


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
