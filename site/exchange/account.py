"""The page on which a person makes the addresses of her feeds, and stops them."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from exchange.addresses import absolute
from exchange.personal import FEEDS
from people.models import Person
from people.tokens import issue, revoke, token_held


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show_own_feeds(request: HttpRequest) -> HttpResponse:
    """Say whether there are addresses; make them, and show them this once; or stop them.

    Raises:
        BadRequest: the form asks for anything else.
    """
    person = cast(Person, request.user)
    addresses: dict[str, str] = {}
    if request.method == "POST":
        act = request.POST.get("act")
        if act == "stop":
            revoke(person, FEEDS)
            messages.success(request, _("Your addresses are stopped: nobody can read them now."))
            return redirect("own_feeds")
        if act != "make":
            raise BadRequest
        token = issue(person, FEEDS)
        addresses = {
            "feed": absolute(reverse("personal_feed", args=[token])),
            "calendar": absolute(reverse("personal_calendar", args=[token])),
        }
    context = {"held": token_held(person, FEEDS), "addresses": addresses}
    return render(request, "exchange/own_feeds.html", context)
