"""The list of spaces, the home page of each, its events, and the card that others see."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from wagtail.models import Page

from access.decisions import may
from access.entrance import card_at, keep_private, space_context, spaces_in
from access.models import Space
from access.visibility import audiences_of, visible_to
from pages.addresses import page_address
from pages.models.space_home import SpaceHome

MOST_SHOWN = 10
PAGE_SIZE = 50


def show_spaces(request: HttpRequest) -> HttpResponse:
    """The reader's own spaces, and the cards of the others that are listed.

    Administrators also see the name and state of every space, so that they can enter it.
    """
    audiences = audiences_of(request.user)
    inside = spaces_in(audiences)
    own = Space.objects.in_use().filter(pk__in=inside)
    others = Space.objects.listed().exclude(pk__in=inside)
    if getattr(request.user, "limited", False):
        others = others.none()
    administers = bool(may(request.user, "administer", None))
    context = {
        "own": by_name(own),
        "others": by_name(others),
        "may_administer": administers,
        "page": all_spaces(request) if administers else None,
    }
    return keep_private(TemplateResponse(request, "spaces/list.html", context))


def all_spaces(request: HttpRequest) -> Any:
    """A page of the list of every space, for administrators."""
    spaces = Paginator(by_name(Space.objects.all()), PAGE_SIZE)
    return spaces.get_page(request.GET.get("page"))


def by_name(spaces: Any) -> list[Space]:
    """Spaces in the order of their names in the language now active."""
    return sorted(spaces, key=lambda space: space.name.casefold())


def show_space(request: HttpRequest, slug: str) -> HttpResponse:
    """A space's home for those who read it, its card for others.

    Raises:
        Http404: no such space for this reader.
    """
    space = card_at(request, slug)
    if not may(request.user, "view", space):
        context = {
            "space": space,
            "may_ask": may(request.user, "ask", space),
            "may_administer": may(request.user, "administer", space),
        }
        return keep_private(TemplateResponse(request, "spaces/card.html", context))
    context = {**space_context(request, space), **home_context(request, space)}
    return keep_private(TemplateResponse(request, "spaces/home.html", context))


def home_page(space: Space) -> SpaceHome | None:
    """The space's home page in the language now active, else in another."""
    homes = SpaceHome.objects.filter(space=space).select_related("locale")
    found = {home.locale.language_code: home for home in homes}
    return found.get(get_language() or "") or next(iter(found.values()), None)


def home_context(request: HttpRequest, space: Space) -> dict[str, Any]:
    """What the home page of a space shows."""
    home = home_page(space)
    audiences = audiences_of(request.user)
    folders = Space.objects.in_use().filter(parent=space, pk__in=spaces_in(audiences))
    return {
        "home": home,
        "pages": latest_pages(home, audiences) if home else [],
        "folders": by_name(folders),
    }


def latest_pages(home: SpaceHome, audiences: tuple[str, ...]) -> list[Page]:
    """The pages published last in a space, each with its `address`."""
    language = home.locale.language_code
    pages = visible_to(Page.objects.descendant_of(home), audiences)
    latest = list(pages.order_by("-last_published_at")[:MOST_SHOWN])
    for page in latest:
        page.address = page_address(page.url_path, language)
    return latest


def preview_space(request: HttpRequest, home: SpaceHome) -> HttpResponse:
    """The home page of a space as it is being written."""
    context = {
        **space_context(request, home.space),
        **home_context(request, home.space),
        "home": home,
    }
    return TemplateResponse(request, "spaces/home.html", context)
