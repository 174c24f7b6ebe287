"""The screen before pages come to be seen by others: in words and numbers, to be confirmed."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from access.decisions import audience_name
from access.moves import CannotMove, Crossing, crossing, move_together
from access.numbers import number_in
from access.who import audience_size

CONFIRMED = "audience_confirmed"
REPEATED = {"csrfmiddlewaretoken", CONFIRMED}


def ask_before_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Hook `before_move_page`: ask, then move the page with its translations."""
    found = crossing([page], destination, translations=True)
    if found is None:
        return None
    asked = ask(request, [page], destination, found)
    return asked or move_all(request, [page], destination, reverse_explorer(destination))


def ask_before_bulk(
    request: HttpRequest, action_type: str, pages: Sequence[Page], action: Any
) -> HttpResponse | None:
    """Hook `before_bulk_action`: the same for pages that are moved together."""
    if action_type != "move" or action.model is not Page or not pages:
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    found = crossing(pages, destination, translations=True)
    if found is None:
        return None
    asked = ask(request, pages, destination, found)
    return asked or move_all(request, pages, destination, action.next_url)


def ask_before_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_copy_page`: ask, then let Wagtail copy the page or make the alias."""
    number = number_in(request.POST.get("new_parent_page", ""))
    if request.method != "POST" or number is None:
        return None
    destination = Page.objects.get(pk=number)
    found = crossing([page], destination, translations=False)
    return ask(request, [page], destination, found) if found else None


def ask(
    request: HttpRequest, pages: Sequence[Page], destination: Page, found: Crossing
) -> HttpResponse | None:
    """The screen; None once its box was ticked for this very audience."""
    context: dict[str, Any] = {"back": reverse_explorer(pages[0].get_parent())}
    if not may_cross(request.user, pages, destination):
        context["refusal"] = _(
            "There, other people would see this. Only somebody who may publish in both places"
            " can decide that: ask a manager."
        )
        return screen(request, context, 403)
    if request.POST.get(CONFIRMED) == found.after:
        return None
    context |= {
        "sentence": sentence(found),
        "after": found.after,
        "unticked": "audience_shown" in request.POST,
        "fields": [
            *(
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name not in REPEATED
            ),
            ("audience_shown", "1"),
        ],
    }
    return screen(request, context, 200)


def screen(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    """The screen as an answer."""
    return render(request, "passerelle/confirm_audience.html", context, status=status)


def may_cross(person: Any, pages: Sequence[Page], destination: Page) -> bool:
    """Whether the person may publish there, and here do more than write."""
    if not destination.permissions_for_user(person).can_publish_subpage():
        return False
    return all(page.permissions_for_user(person).can_publish() for page in pages)


def sentence(found: Crossing) -> str:
    """What would change, in words and numbers."""
    return ngettext(
        "This page is now seen by %(before)s; there it would be seen by %(after)s.",
        "These %(pages)d pages are now seen by %(before)s; there they would be seen by %(after)s.",
        found.pages,
    ) % {"pages": found.pages, "before": in_words(found.before), "after": in_words(found.after)}


def in_words(audience: str) -> str:
    """An audience with the number of its people."""
    size = audience_size(audience)
    name = str(audience_name(audience))
    if size is None:
        return name
    return ngettext("%(name)s (%(size)d person)", "%(name)s (%(size)d people)", size) % {
        "name": name,
        "size": size,
    }


def move_all(
    request: HttpRequest, pages: Sequence[Page], destination: Page, after: str
) -> HttpResponse:
    """Move pages with their translations, all or none."""
    try:
        with transaction.atomic():
            for page in pages:
                move_together(page, destination, request.user)
    except CannotMove as refusal:
        context = {"refusal": str(refusal), "back": reverse_explorer(pages[0].get_parent())}
        return screen(request, context, 409)
    done = ngettext("%(pages)d page was moved.", "%(pages)d pages were moved.", len(pages))
    messages.success(request, done % {"pages": len(pages)})
    return redirect(after)


def reverse_explorer(page: Page) -> str:
    """The address of a page in the explorer."""
    return reverse("wagtailadmin_explore", args=[page.pk])
