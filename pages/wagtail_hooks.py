"""Strategic objectives and their periods in the editing screens."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from pages.models import Period, StrategicObjective


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
