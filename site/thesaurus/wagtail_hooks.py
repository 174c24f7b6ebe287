"""Themes and places in the editing screens."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from thesaurus.models import Concept, Territory


class ConceptViewSet(SnippetViewSet):
    """Add and correct themes."""

    model = Concept
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["__str__", "broader", "code"]
    search_fields = ["code", "labels__name"]
    search_backend_name = None


class TerritoryViewSet(SnippetViewSet):
    """Add countries and regions."""

    model = Territory
    icon = "globe"
    menu_label = _("Countries and regions")
    list_display = ["__str__", "broader", "code"]
    search_fields = ["code", "name"]
    search_backend_name = None


class ThesaurusGroup(SnippetViewSetGroup):
    """One entry of the menu for both."""

    menu_label = _("Themes and places")
    menu_icon = "tag"
    menu_order = 220
    items = (ConceptViewSet, TerritoryViewSet)


register_snippet(ThesaurusGroup)
