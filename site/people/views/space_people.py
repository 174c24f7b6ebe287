"""Who belongs to a space; its managers change roles, remove people, take the list out."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access import journal
from access.actions.membership import RoleRefused, end, give
from access.decisions import may
from access.entrance import enter, space_context
from access.holding import hold, saving
from access.models import JournalEntry, Membership, Space
from access.numbers import number_in
from access.roles import ROLES
from files.spreadsheet import CONTENT_TYPE, ENCODING, csv_lines
from people.forms.role import RoleForm
from people.names import name_of

PAGE_SIZE = 25


@dataclass(frozen=True)
class Row:
    """Somebody in the list, as one reader is shown her."""

    membership: Membership
    name: str
    address: str
    is_reader: bool
    form: RoleForm

    @property
    def lasts(self) -> bool:
        """Whether she belongs; administrators who came in for a while do not."""
        return self.membership.way != Membership.Way.ADMINISTRATOR


def people_of(space: Space) -> Any:
    """Who belongs to a space, managers first."""
    return Membership.objects.current().filter(space=space).select_related("person").in_order()


@require_http_methods(["GET", "HEAD", "POST"])
@saving
def show_people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who belongs to a space; a manager's button beside a name changes that role.

    Raises:
        Http404: not for this reader.
    """
    space = enter(request, slug, "see_people", "people")
    if request.method == "POST":
        return change_role(request, enter(request, slug, "manage", "people"))
    return list_of(request, space)


def list_of(request: HttpRequest, space: Space, outdated: RoleForm | None = None) -> HttpResponse:
    """The list; with a choice that was not saved, as somebody else had changed that role."""
    manages = bool(may(request.user, "manage", space))
    page = Paginator(people_of(space), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **space_context(request, space, "people"),
        "page": page,
        "rows": [row_of(membership, request.user, manages, outdated) for membership in page],
        "outdated": outdated,
    }
    return render(
        request, "spaces/people.html", context, status=outdated.status_code() if outdated else 200
    )


def row_of(membership: Membership, reader: Any, manages: bool, outdated: RoleForm | None) -> Row:
    """A line of the list; addresses are for managers."""
    person, form = membership.person, RoleForm(membership)
    if outdated and outdated.membership == membership:
        form = outdated
    address = person.email if manages else ""
    return Row(membership, name_of(person), address, person.pk == reader.pk, form)


def change_role(request: HttpRequest, space: Space) -> HttpResponse:
    """Give the person whose button was pressed the role chosen beside it.

    Raises:
        Http404: she is not one whose role can be changed in this space.
    """
    membership = lasting_membership(space, number_in(request.POST.get("change", "")))
    hold(request, space)
    hold(request, membership)
    form = RoleForm(membership, request.POST)
    if not form.is_valid() and form.is_outdated:
        return list_of(request, space, form)
    role = form.cleaned_data.get("role")
    if role is None:
        messages.error(request, _("There is no such role any more: nothing was changed."))
        return redirect("space_people", space.slug)
    try:
        give(space, membership.person, role, request.user)
    except RoleRefused as refusal:
        messages.error(request, str(refusal.decision.reason))
    else:
        messages.success(
            request,
            _("%(name)s has a new role: %(role)s.")
            % {"name": name_of(membership.person), "role": str(ROLES[role].name).lower()},
        )
    if not may(request.user, "see_people", space):
        return redirect("space", space.slug)
    return redirect("space_people", space.slug)


def lasting_membership(space: Space, key: int | None) -> Membership:
    """The membership of this number, if it is one of this space.

    Raises:
        Http404: it is not, or is that of an administrator who came in for a while.
    """
    lasting = people_of(space).exclude(way=Membership.Way.ADMINISTRATOR)
    membership: Membership = get_object_or_404(lasting, pk=key)
    return membership


@require_http_methods(["GET", "HEAD", "POST"])
def remove_person(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Ask before somebody is removed, then remove her.

    Raises:
        Http404: not for this reader, or not somebody of this space.
    """
    space = enter(request, slug, "manage", "people")
    membership = get_object_or_404(people_of(space), pk=key)
    name = name_of(membership.person)
    refusal = None
    if request.method == "POST":
        try:
            end(membership, request.user)
        except RoleRefused as refused:
            refusal = refused.decision.reason
        else:
            messages.success(request, _("%(name)s is no longer in this space.") % {"name": name})
            manages = may(request.user, "manage", space)
            return redirect("space_people" if manages else "space", space.slug)
    context = {
        **space_context(request, space, "people"), "removed": membership, "name": name,
        "refusal": refusal,
    }  # fmt: skip
    return render(request, "spaces/remove.html", context, status=409 if refusal else 200)


@require_safe
def export_people(request: HttpRequest, slug: str) -> HttpResponse:
    """The list as a table for spreadsheets, noted in the journal.

    Raises:
        Http404: not for this reader.
    """
    space = enter(request, slug, "manage", "people")
    rows = [
        (
            membership.person.get_full_name(),
            membership.person.email,
            str(membership.rights.name),
            membership.since.date().isoformat(),
            membership.until.date().isoformat() if membership.until else "",
        )
        for membership in people_of(space)
    ]
    heads = (_("Name"), _("E-mail address"), _("Role"), _("Since"), _("Until"))
    journal.write(JournalEntry.Verb.EXPORTED, request.user, space, what="people", number=len(rows))
    return HttpResponse(
        ENCODING + csv_lines([heads, *rows]),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{space.slug}.csv"'},
    )
