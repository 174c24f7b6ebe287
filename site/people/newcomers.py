"""Invitations through sign-up: remembered in the session, accepted by the new account."""

from typing import Any

from django.http import HttpRequest

from access.actions.membership import RoleRefused
from people.actions.answer_invitation import accept_invitation, invitation_at
from people.models import Invitation

ADDRESS = "invited_address"
TOKEN = "invitation"  # noqa: S105 - the name under which the session keeps one


def remember_invitation(request: HttpRequest, invitation: Invitation, token: str) -> None:
    """Open sign-up to the address that an invitation went to."""
    request.session[ADDRESS] = invitation.address
    request.session[TOKEN] = token


def remembered(request: HttpRequest) -> Invitation | None:
    """The invitation that this visitor is about to accept, if it can still be accepted."""
    token = request.session.get(TOKEN)
    invitation = invitation_at(token) if isinstance(token, str) else None
    return invitation if invitation is not None and invitation.is_waiting else None


def receive_newcomer(request: HttpRequest, user: Any, **signal: Any) -> None:
    """Let the account that came of an invitation in. Serves as a handler of allauth's signal.

    An account made by an invitation is limited unless that invitation, which may have been
    withdrawn meanwhile, says that it is not.
    """
    token = request.session.pop(TOKEN, None)
    request.session.pop(ADDRESS, None)
    if token is None:
        return
    invitation = invitation_at(token)
    if invitation is None or invitation.limited:
        user.limited = True
        user.save(update_fields=["limited"])
    if invitation is not None:
        try:
            accept_invitation(invitation, user)
        except RoleRefused:
            return
