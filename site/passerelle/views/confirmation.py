"""After a restore, an administrator looks over people and rights, and opens the site again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from access import journal
from access.entrance import for_administrators
from access.generation import restored_from
from access.models import JournalEntry, Membership
from access.roles import MANAGER
from passerelle.backup.confirmation import confirm
from people.models import SiteRole
from people.names import name_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def show_confirmation(request: HttpRequest) -> HttpResponse:
    """Show whom the site trusts; open it when she says that this is right.

    Raises:
        Http404: she is no administrator.
    """
    moment = restored_from()
    if request.method == "POST" and moment:
        confirm()
        journal.write(JournalEntry.Verb.CONFIRMED, request.user, backup=moment.isoformat())
        messages.success(request, _("The site is open to everybody again."))
        return redirect("confirmation")
    context: dict[str, Any] = {"moment": moment, "roles": [], "spaces": []}
    if moment:
        context |= {"roles": people_by_role(), "spaces": managers_by_space()}
    return render(request, "passerelle/confirmation.html", context)


def people_by_role() -> list[tuple[str, list[str]]]:
    """The roles of the site, each with those who hold it."""
    roles = SiteRole.objects.select_related("group").prefetch_related("group__user_set")
    return [
        (role.group.name, sorted(map(str, role.group.user_set.filter(is_active=True))))
        for role in roles.order_by("pk")
    ]


def managers_by_space() -> list[tuple[str, list[str]]]:
    """The spaces, each with those who manage it."""
    found: dict[str, list[str]] = {}
    held = Membership.objects.current().filter(role=MANAGER, person__is_active=True)
    for membership in held.select_related("space", "person").order_by("space__slug", "pk"):
        found.setdefault(membership.space.name, []).append(name_of(membership.person))
    return list(found.items())
