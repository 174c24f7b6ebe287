"""Organisations and accounts in the editing screens."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from people.admin import AssignSiteRole, EraseSeveral, SuspendSeveral
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


@hooks.register("register_account_menu_item")
def account_on_the_site(request: Any) -> dict[str, Any]:
    """How to sign in is set on the site's own pages, by one door for everybody."""
    return {
        "url": reverse("account"),
        "label": _("How you sign in"),
        "help_text": _("Password, e-mail addresses, second factor, your data."),
    }


@hooks.register("register_log_actions")
def name_actions(actions: Any) -> None:
    """What histories call what is done to accounts."""
    actions.register_action("people.suspend", _("Suspend"), _("Suspended"))
    actions.register_action("people.restore", _("Restore"), _("Let in again"))


# After Wagtail's own of the same names, which they replace.
for action in (AssignSiteRole, EraseSeveral, SuspendSeveral):
    hooks.register("register_bulk_action", action, order=1)
