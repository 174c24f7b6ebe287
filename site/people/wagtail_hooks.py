"""Organisations in the editing screens."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from people.models import Organization


class OrganizationViewSet(SnippetViewSet):
    """Add, correct and look up organisations."""

    model = Organization
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "kind", "city", "territory"]
    list_filter = ["kind", "size"]
    search_fields = ["name", "city"]
    search_backend_name = None


register_snippet(OrganizationViewSet)
