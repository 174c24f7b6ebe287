"""The second way of proving who one is, which the site can require of a role."""

from collections.abc import Callable, Iterable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from people.models import Person

IN_ORDER = "second_factor_in_order"
# What she may do before it: set it up, prove who she is, verify her address, sign out.
LEFT_OPEN = frozenset(
    {
        "account_logout",
        "admin_logout",
        "account_reauthenticate",
        "account_email",
        "account_email_verification_sent",
    }
)
LEFT_OPEN_PREFIX = "mfa_"

RoleSource = Callable[[Person], set[str]]
_sources: list[RoleSource] = []


def register_roles(source: RoleSource) -> None:
    """Let a room say which roles somebody holds there, by their codes."""
    if source not in _sources:
        _sources.append(source)


def roles_held(person: Person) -> set[str]:
    """The codes of all roles that she holds, on the site and wherever rooms give some."""
    return set().union(*(source(person) for source in _sources))


def is_required_of(person: Person) -> bool:
    """Whether she holds a role that `settings.MFA_REQUIRED_FOR` names."""
    return not roles_held(person).isdisjoint(settings.MFA_REQUIRED_FOR)


def ask_again(people: Iterable[int]) -> None:
    """Look again at the next request of these people, by id: their roles or factors changed."""
    Person.objects.filter(pk__in=people).update(factor_epoch=F("factor_epoch") + 1)


class SecondFactorMiddleware:
    """Leads whoever must have a second factor, and has none, to set it up before all else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as ever: the decision is made once the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Redirect to the page of second factors; costs nothing once it was found in order."""
        if not settings.MFA_REQUIRED_FOR or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        person: Any = request.user
        if not person.is_authenticated or self.is_in_order(request, person):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if name and (name in LEFT_OPEN or name.startswith(LEFT_OPEN_PREFIX)):
            request.needs_second_factor = True  # type: ignore[attr-defined]
            return None
        return HttpResponseRedirect(reverse("mfa_index"))

    def is_in_order(self, request: HttpRequest, person: Person) -> bool:
        """Whether nothing is missing; a yes is kept in the session until something changes."""
        if request.session.get(IN_ORDER) == person.factor_epoch:
            return True
        if is_required_of(person) and not is_mfa_enabled(person):
            return False
        request.session[IN_ORDER] = person.factor_epoch
        return True
