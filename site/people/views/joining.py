"""Come into a space by oneself, ask to come in, leave."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.actions.membership import RoleRefused
from access.decisions import may, membership_of
from access.entrance import card_at
from access.models import Space
from people.actions.join import ask, join, leave, withdraw_request
from people.entrances import sign_in_first
from people.forms.joining import AskForm, LeaveForm
from people.models import Invitation, JoinRequest
from people.once import keeping_page, taken_once


@require_http_methods(["GET", "HEAD", "POST"])
@keeping_page
@taken_once
def come_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Join an open space, or ask to come into one that takes requests.

    Raises:
        Http404: there is no such space for her, or one does not ask to come into it.
    """
    space = card_at(request, slug)
    if space.rules.joining == "by_invitation":
        raise Http404
    if not request.user.is_authenticated:
        return sign_in_first(request)
    if membership_of(request.user, space):
        return redirect("space", space.slug)
    if may(request.user, "join", space):
        if request.method == "POST":
            join(space, request.user)
            return redirect("space", space.slug)
        return render(request, "spaces/join.html", {"space": space})
    if may(request.user, "ask", space):
        return show_request_form(request, space)
    raise Http404


def show_request_form(request: HttpRequest, space: Space) -> HttpResponse:
    """The form to ask, or the request that waits; an invitation that waits answers it."""
    person: Any = request.user
    if request.method == "POST" and "withdraw" in request.POST:
        if withdraw_request(space, person):
            messages.info(request, _("You took your request back."))
        return redirect("space", space.slug)
    waiting = JoinRequest.objects.waiting().filter(space=space, person=person).first()
    if waiting:
        return render(request, "spaces/asked.html", {"space": space, "asked": waiting})
    form = AskForm(space, request.POST if request.method == "POST" else None)
    if form.is_valid():
        outcome = ask(space, person, form.cleaned_data["message"], form.answers)
        if not isinstance(outcome, Invitation):
            messages.success(request, _("Your request is with the managers of this space."))
        return redirect("space", space.slug)
    context = {"space": space, "form": form}
    return render(request, "spaces/ask.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def leave_space(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask before somebody leaves; the last manager names who comes after her.

    Raises:
        Http404: she does not belong to such a space.
    """
    space = card_at(request, slug)
    membership = membership_of(request.user, space)
    if membership is None:
        raise Http404
    form = LeaveForm(membership, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            leave(membership, form.cleaned_data.get("heir"))
        except RoleRefused as refused:
            form.add_error(None, str(refused.decision.reason))
        else:
            messages.info(request, _("You left “%(space)s”.") % {"space": space.name})
            return redirect("spaces")
    context = {"space": space, "membership": membership, "form": form}
    return render(request, "spaces/leave.html", context, status=400 if form.errors else 200)
