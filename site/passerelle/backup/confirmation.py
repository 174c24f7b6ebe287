"""A site restored without its journal of removals: for managers only, until they confirm.

Nobody knows then who left, was shut out or had something taken off the site since the backup. So
everybody else is told in words that the site comes back, until an administrator has looked over
people and rights.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

from access.decisions import may
from access.generation import ALL, is_unconfirmed, raise_generation
from access.models import Generation, Membership
from access.roles import MANAGER

AN_HOUR = 3600
ACCOUNT = "account"
"""The part of an address, below the language, where people sign in."""


class ConfirmationMiddleware:
    """Lets in those who confirm, and whoever is about to sign in; others read why they wait."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or ask for patience."""
        if not is_unconfirmed() or may_come_in(request):
            return self.get_response(request)
        context = {"is_known": request.user.is_authenticated}
        page = render_to_string("errors/unconfirmed.html", context, request)
        response = HttpResponse(page, status=503, headers={"Retry-After": str(AN_HOUR)})
        add_never_cache_headers(response)
        return response


def may_come_in(request: HttpRequest) -> bool:
    """Whether somebody confirms people and rights, or is on her way to sign in or out."""
    if is_about_account(request.path) and not request.user.is_authenticated:
        return True
    return request.path.endswith("/logout/") or looks_after_people(request.user)


def is_about_account(path: str) -> bool:
    """Whether an address is one of accounts: below a language, or where a provider leads back."""
    return ACCOUNT in path.split("/")[1:3]


def looks_after_people(person: Any) -> bool:
    """Whether somebody administers the site, or manages a space."""
    if not (person.is_authenticated and person.is_active):
        return False
    managed = Membership.objects.current().filter(person=person.pk, role=MANAGER)
    return bool(may(person, "administer", None)) or managed.exists()


def shut(moment: Any) -> None:
    """Let nobody in but those who confirm people and rights.

    Args:
        moment: of the backup.
    """
    raise_generation()
    Generation.objects.filter(pk=ALL).update(restored_from=moment)


def confirm() -> None:
    """Let everybody in again."""
    Generation.objects.filter(pk=ALL).update(restored_from=None)
    raise_generation()
