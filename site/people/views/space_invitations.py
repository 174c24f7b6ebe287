"""Managers invite people by their addresses, and see what became of it."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.actions.membership import RoleRefused
from access.decisions import READ_ONLY
from access.entrance import enter, space_context
from access.models import Space
from access.numbers import number_in
from access.roles import ROLES
from people.actions.invite import Invited, invite, resend, withdraw
from people.forms.invitations import InvitationForm
from people.models import Invitation

PAGE_SIZE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def show_invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """The form to invite people, and the invitations of the space.

    Raises:
        Http404: not for this reader, or no invitation of this space.
    """
    space = enter(request, slug, "manage", "people")
    if request.method == "POST" and "addresses" not in request.POST:
        return change_invitation(request, space.invitations.all(), space)
    form = InvitationForm(request.POST or None, initial={"role": space.newcomer_role})
    if request.method == "POST" and not space.is_writable:
        form.add_error(None, str(READ_ONLY.reason))
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        try:
            result = invite(
                space, values["addresses"], values["role"], request.user, get_language() or "",
                values["sentence"], values["limited"],
            )  # fmt: skip
        except RoleRefused as refused:
            form.add_error(None, str(refused.decision.reason))
        else:
            for sentence in sentences(result):
                messages.info(request, sentence)
            return redirect("space_invitations", space.slug)
    invitations = space.invitations.order_by("-created_at", "-pk")
    context = {
        **space_context(request, space, "people"),
        "form": form,
        "roles": ROLES.values(),
        "page": Paginator(invitations, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "spaces/invitations.html", context, status=400 if form.errors else 200)


def sentences(result: Invited) -> Iterator[str]:
    """What came of a list of addresses, in words that are the same for known and unknown ones."""
    if result.written:
        yield ngettext(
            "%(number)d invitation is on its way.",
            "%(number)d invitations are on their way.",
            len(result.written),
        ) % {"number": len(result.written)}
    if result.asked:
        yield _("They had asked to join, and are in now: %(addresses)s.") % {
            "addresses": ", ".join(result.asked)
        }
    if result.inside:
        yield _("They belong to this space already: %(addresses)s.") % {
            "addresses": ", ".join(result.inside)
        }
    if result.waiting:
        yield _("Their invitation still waits for an answer: %(addresses)s.") % {
            "addresses": ", ".join(result.waiting)
        }
    for address, until in result.left_in_peace:
        yield _("%(address)s declined, and gets no new invitation before %(day)s.") % {
            "address": address,
            "day": date_format(until),
        }


def change_invitation(
    request: HttpRequest, invitations: QuerySet[Invitation], space: Space | None
) -> HttpResponse:
    """Send again or take back the invitation whose button was pressed.

    Args:
        request: from somebody who may, on the screen that she comes back to.
        invitations: those of that screen.
        space: which they are to; None for the public site.

    Raises:
        Http404: it is none of these.
    """
    verb = next((verb for verb in ("resend", "withdraw") if verb in request.POST), "")
    invitation = get_object_or_404(invitations, pk=number_in(request.POST.get(verb, "")))
    if verb == "withdraw":
        done = withdraw(invitation)
        told = _("The invitation of %(address)s is withdrawn.")
    else:
        done = (space is None or space.is_writable) and resend(invitation)
        told = _("The invitation of %(address)s was sent again; the former link is void.")
    if not done:
        told = _("Nothing was changed: the invitation of %(address)s is over.")
    messages.info(request, told % {"address": invitation.address})
    return redirect(request.path)
