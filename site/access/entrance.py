"""The way into a space for its light pages: the same nothing for what is refused and missing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.decisions import Decision, is_limited, may, membership_of
from access.models import Space
from access.presets import codes_where
from access.visibility import audiences_of, spaces_in

Answer = TypeVar("Answer", bound=HttpResponseBase)
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True)
class Tab:
    """An entry of a space's own menu, for one reader."""

    name: str | Promise
    url: str
    current: bool


@dataclass(frozen=True)
class TabKind:
    """What a room adds to the menu of spaces.

    Attributes:
        code: stable name; that of a part of the space if it is one.
        name: what people call it.
        url_name: name of its address, which takes the space's short name.
        verb: what one must be allowed to do in the space.
        order: the lower, the earlier.
    """

    code: str
    name: str | Promise
    url_name: str
    verb: str = "view"
    order: int = 50


TAB_KINDS: list[TabKind] = [TabKind("", _("Home"), "space", order=0)]


def register_tab(kind: TabKind) -> None:
    """Add an entry to the menu of every space."""
    TAB_KINDS.append(kind)
    TAB_KINDS.sort(key=lambda known: known.order)


def enter(request: HttpRequest, slug: str, verb: str = "view", part: str = "") -> Space:
    """The space at an address, for somebody who may do something there.

    Args:
        request: whose person asks.
        slug: the space's short name.
        verb: what she is about to do, a verb of `access.decisions`.
        part: the part of the space that the address belongs to.

    Raises:
        Http404: there is no such space, part or right. Refused and missing ask the same query.
        Refused: she sees the space, and may not do that in it.
    """
    audiences = audiences_of(request.user)
    space = Space.objects.filter(slug=slug, pk__in=spaces_in(audiences)).first()
    if space is None or (part and not space.has(part)):
        raise Http404
    decision = may(request.user, verb, space)
    if not decision:
        raise Refused(space, decision)
    return space


def for_those_who(verb: str) -> Callable[[View], View]:
    """Make a view missing for whoever may not do something on the whole site.

    Args:
        verb: a verb of `access.decisions` that takes no object.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user, verb, None):
                raise Http404
            return view(request, *args, **kwargs)

        return cast(View, shown)

    return guard


for_administrators = for_those_who("administer")
"""Makes a view missing for whoever does not administer the site."""


def card_at(request: HttpRequest, slug: str) -> Space:
    """The space at an address, for somebody who may know at least that it exists.

    Raises:
        Http404: there is no such space for her.
    """
    known = Q(pk__in=spaces_in(audiences_of(request.user)))
    if not is_limited(request.user):
        known |= ~Q(preset__in=codes_where(visible="secret")) & ~Q(status=Space.Status.ARCHIVED)
    space = Space.objects.filter(known, slug=slug).first()
    if space is None:
        raise Http404
    return space


class Refused(Http404):
    """She sees the space, and may not do this there: missing, for all that she is told."""

    def __init__(self, space: Space, decision: Decision) -> None:
        super().__init__(str(decision.reason))
        self.space, self.decision = space, decision


def space_address(space: Space) -> str:
    """The address of a space's home in the language now active."""
    return reverse("space", args=[space.slug])


def tabs(space: Space, person: Any, current: str = "") -> list[Tab]:
    """The menu of a space for a person: the parts that are on, and what managers have.

    Args:
        space: whose menu.
        person: who reads it.
        current: code of the entry that she is at; empty on the home page.
    """
    return [
        Tab(kind.name, reverse(kind.url_name, args=[space.slug]), kind.code == current)
        for kind in TAB_KINDS
        if (kind.code not in Space.Part or space.has(kind.code)) and may(person, kind.verb, space)
    ]


def space_context(request: HttpRequest, space: Space, current: str = "") -> dict[str, Any]:
    """What the templates of a space's light pages show around their own matter."""
    return {
        "space": space,
        "space_url": space_address(space),
        "tabs": tabs(space, request.user, current),
        "may_contribute": may(request.user, "contribute", space),
        "may_manage": may(request.user, "manage", space),
        "may_join": may(request.user, "join", space),
        "membership": membership_of(request.user, space),
    }


def keep_private(response: Answer) -> Answer:
    """Mark an answer as this person's own: kept by no cache on the way, nor by the browser."""
    add_never_cache_headers(response)
    patch_cache_control(response, private=True, no_store=True)
    return response
