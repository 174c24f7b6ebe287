"""Pinned results in the editing screens."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.pins import Pin, PinQuerySet


class PinViewSet(SnippetViewSet):
    """Say which pages come first for which words."""

    model = Pin
    icon = "thumbtack"
    menu_label = _("Pinned results")
    menu_order = 230
    add_to_settings_menu = True
    list_display = ["words", "page", "rank"]
    search_fields = ["words"]
    search_backend_name = None

    def get_queryset(self, request: HttpRequest) -> PinQuerySet:
        """Pins of pages that have been closed since are not told of."""
        return Pin.objects.open()


register_snippet(PinViewSet)
