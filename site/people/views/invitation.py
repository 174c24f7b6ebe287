"""An invitation, as whoever got it sees it: who invites to what, accept, decline."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from access.actions.membership import RoleRefused
from access.decisions import may
from access.entrance import space_address
from access.into import language_roles
from access.roles import ROLES
from people.actions.answer_invitation import (
    accept_invitation,
    decline_invitation,
    invitation_at,
    is_for,
)
from people.models import Invitation
from people.names import name_of
from people.newcomers import remember_invitation


@require_http_methods(["GET", "HEAD", "POST"])
def show_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to whoever holds its token; take the answer.

    Raises:
        Http404: no invitation was ever sent with this token.
    """
    invitation = invitation_at(token)
    if invitation is None:
        raise Http404
    if request.user.is_authenticated and invitation.person == request.user and is_in(invitation):
        return redirect(where_to(invitation))
    if not invitation.is_waiting:
        return render(request, "spaces/invitation_over.html", status=410)
    is_hers = is_for(invitation, request.user)
    if request.method == "POST":
        if "decline" in request.POST and (is_hers or not request.user.is_authenticated):
            decline_invitation(invitation)
            return render(request, "spaces/invitation_declined.html", {"invitation": invitation})
        if "sign_up" in request.POST and not request.user.is_authenticated:
            return begin_sign_up(request, invitation, token)
        if "accept" in request.POST and is_hers:
            return accept(request, invitation)
    return show(request, invitation, is_hers, status=403 if request.method == "POST" else 200)


def show(
    request: HttpRequest, invitation: Invitation, is_hers: bool, status: int, refusal: str = ""
) -> HttpResponse:
    """Who invites to which space in which role, or to translate: nothing of what is inside."""
    context = {
        "invitation": invitation,
        "space": invitation.space,
        "role": ROLES.get(invitation.role),
        "inviter": name_of(invitation.invited_by),
        "is_hers": is_hers,
        "refusal": refusal,
    }
    return render(request, "spaces/invitation.html", context, status=status)


def accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Let her in, and lead her to the space or to what she translates."""
    try:
        is_in = accept_invitation(invitation, request.user)
    except RoleRefused as refused:
        return show(request, invitation, True, 409, str(refused.decision.reason))
    if not is_in:
        return render(request, "spaces/invitation_over.html", status=410)
    return redirect(where_to(invitation))


def is_in(invitation: Invitation) -> bool:
    """Whether the person who accepted an invitation is where it led to still."""
    if invitation.space:
        return bool(may(invitation.person, "view", invitation.space))
    return bool(language_roles(invitation.person))


def where_to(invitation: Invitation) -> str:
    """The address to which an accepted invitation leads."""
    if invitation.space and not invitation.language_role:
        return space_address(invitation.space)
    return reverse("translate")


def begin_sign_up(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Lead to sign-up, which is open to the invited address, and back here afterwards."""
    remember_invitation(request, invitation, token)
    return redirect(f"{reverse('account_signup')}?{urlencode({'next': request.path})}")
