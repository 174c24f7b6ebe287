"""An administrator enters a space that is not hers: for a while, noted, and announced."""

import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from access.actions.membership import RoleRefused, give, hold
from access.decisions import membership_of
from access.entrance import for_administrators
from access.models import Membership, Space
from access.roles import MANAGER
from people.forms.text import VisibleText

STAYS = datetime.timedelta(hours=2)
PAGE_SIZE = 50


class ReasonForm(forms.Form):
    """Why she enters."""

    reason = VisibleText(
        label=_("Why you enter"),
        max_length=60,
        help_text=_("Its managers read this at once, and it stays in its journal."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def enter_as_administrator(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why, then let her in as a manager for two hours.

    Raises:
        Http404: she is no administrator, or there is no such space.
    """
    space = get_object_or_404(Space, slug=slug)
    if membership_of(request.user, space):
        return redirect("space", space.slug)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            go_in(space, request.user, form.cleaned_data["reason"])
        except RoleRefused as refused:
            form.add_error(None, str(refused.decision.reason))
        else:
            return redirect("space", space.slug)
    context = {"space": space, "form": form}
    return render(request, "spaces/enter.html", context, status=400 if form.errors else 200)


@require_safe
@for_administrators
def show_all_spaces(request: HttpRequest) -> HttpResponse:
    """The name and the state of every space, secret and archived ones too, so that it is entered.

    Raises:
        Http404: she is no administrator.
    """
    rows = Space.objects.values_list("pk", "names")
    names = sorted((Space(names=texts).name.casefold(), key) for key, texts in rows)
    page = Paginator(names, PAGE_SIZE).get_page(request.GET.get("page"))
    spaces = Space.objects.in_bulk([key for _name, key in page])
    context = {"page": page, "spaces": [spaces[key] for _name, key in page]}
    return render(request, "spaces/all.html", context)


@transaction.atomic
def go_in(space: Space, person: Any, reason: str) -> None:
    """Make her a manager of the space until her time is over, unless she belongs to it."""
    hold(space)
    if not Membership.objects.filter(space=space, person=person).exists():
        give(
            space, person, MANAGER, person, Membership.Way.ADMINISTRATOR,
            until=timezone.now() + STAYS, reason=reason,
        )  # fmt: skip
