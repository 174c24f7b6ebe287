"""The list of spaces, the home page of each, its events, and the card that others see."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from wagtail.models import Page

from access.decisions import is_limited, may
from access.entrance import card_at, keep_private, space_context, spaces_in
from access.models import Space
from access.visibility import audiences_of, visible_to
from discussions.models import Thread
from discussions.models.thread import DISCUSSION, NOTE
from pages.addresses import address_of, page_address
from pages.made_from import Ties, ties_of
from pages.models.space_home import SPACES_SLUG, ManagersHome, SpaceHome
from pages.news import Reader, counted, news_for
from pages.versions import in_language
from pages.views.page import serve
from pages.visits import begin_visit
from search.words import fold

MOST_SHOWN = 10
FEW = 5
CARDS = 40


def show_spaces(request: HttpRequest) -> HttpResponse:
    """The reader's own spaces, then the cards of the others that are listed, page by page."""
    audiences = audiences_of(request.user)
    own = own_spaces(request.user)
    known = Space.objects.in_use().filter(pk__in=spaces_in(audiences))
    if not is_limited(request.user):
        known = known | Space.objects.listed()
    rows = [(key not in own, Space(names=names).name, key) for key, names in names_of(known)]
    paging = Paginator(sorted(rows, key=in_order), CARDS)
    page = paging.get_page(request.GET.get("page"))
    shown = Space.objects.in_bulk([key for _is_other, _name, key in page])
    context = {
        "own": [shown[key] for is_other, _name, key in page if not is_other],
        "others": [shown[key] for is_other, _name, key in page if is_other],
        "page": page,
        "may_administer": may(request.user, "administer", None),
    }
    return keep_private(TemplateResponse(request, "spaces/list.html", context))


def own_spaces(person: Any) -> set[int]:
    """Ids of the spaces that a person belongs to; an open one that she merely reads is not hers."""
    return set(Space.objects.of(person.pk).values_list("pk", flat=True)) if person.pk else set()


def names_of(spaces: Any) -> list[tuple[int, dict[str, str]]]:
    """Ids of spaces with their names by language."""
    return list(spaces.values_list("pk", "names"))


def in_order(row: tuple[bool, str, int]) -> tuple[bool, str, int]:
    """Her own spaces first, by name."""
    is_other, name, key = row
    return is_other, fold(name), key


def by_name(spaces: Any) -> list[Space]:
    """Spaces in the order of their names in the language now active."""
    return sorted(spaces, key=lambda space: fold(space.name))


def show_space(request: HttpRequest, slug: str) -> HttpResponse:
    """A space's home for those who read it, its card for others.

    The pages for the managers of a space lie beside its home, at addresses of the same form.

    Raises:
        Http404: no such space or page for this reader.
    """
    try:
        space = card_at(request, slug)
    except Http404:
        return serve(request, f"{SPACES_SLUG}/{slug}/")
    if not may(request.user, "view", space):
        context = {
            "space": space,
            "may_ask": may(request.user, "ask", space),
            "has_asked": space.join_requests.waiting().filter(person=request.user.pk).exists(),
            "may_administer": may(request.user, "administer", space),
        }
        return keep_private(TemplateResponse(request, "spaces/card.html", context))
    context = {
        **space_context(request, space),
        **home_context(request, space),
        **news_context(request, space),
    }
    return keep_private(TemplateResponse(request, "spaces/home.html", context))


def home_page(space: Space) -> SpaceHome | None:
    """The space's home page in the language now active, else in another."""
    homes = SpaceHome.objects.live().filter(space=space).select_related("locale")
    found = {home.locale.language_code: home for home in homes}
    return found.get(get_language() or "") or next(iter(found.values()), None)


def home_context(request: HttpRequest, space: Space) -> dict[str, Any]:
    """What the home page of a space shows."""
    home = home_page(space)
    audiences = audiences_of(request.user)
    folders = Space.objects.in_use().filter(parent=space, pk__in=spaces_in(audiences))
    threads = Thread.objects.filter(space=space)
    ties = ties_of(home, audiences) if home else Ties()
    return {
        "home": home,
        "made_from": ties.made_from,
        "adaptations": ties.adaptations,
        "has_notes": space.has(NOTE.part),
        "notes": threads.filter(kind=NOTE.code).by_birth().seen_by(audiences)[:FEW],
        "discussions": threads.filter(kind=DISCUSSION.code).by_activity().seen_by(audiences)[:FEW],
        "pages": latest_pages(home, audiences) if home else [],
        "board": board_of(space, audiences) if may(request.user, "manage", space) else None,
        "folders": by_name(folders),
    }


def news_context(request: HttpRequest, space: Space) -> dict[str, Any]:
    """What came into a space since the reader's visit before this one."""
    since = begin_visit(request, space)
    if since is None:
        return {}
    audiences = audiences_of(request.user)
    news = news_for(Reader(request.user, audiences, {space.pk: space}, {space.pk: since}))
    return {"since": since, "counted": counted(news), "news": news[:MOST_SHOWN]}


def latest_pages(home: SpaceHome, audiences: tuple[str, ...]) -> list[Page]:
    """The pages published last in a space, each with its `address`."""
    language = home.locale.language_code
    pages = visible_to(Page.objects.descendant_of(home), audiences)
    latest = list(pages.order_by("-last_published_at")[:MOST_SHOWN])
    for page in latest:
        page.address = page_address(page.url_path, language)
    return latest


def board_of(space: Space, audiences: tuple[str, ...]) -> Page | None:
    """The page above those for the managers of a space, with its `address`, if she sees it."""
    boards = Page.objects.filter(pk__in=ManagersHome.objects.filter(space=space))
    found = in_language(boards, get_language() or "", audiences)
    board = next(iter(found.values()), None)
    if board is not None:
        board.address = address_of(board)
    return board


def preview_space(request: HttpRequest, home: SpaceHome) -> HttpResponse:
    """The home page of a space as it is being written."""
    context = {
        **space_context(request, home.space),
        **home_context(request, home.space),
        "home": home,
    }
    return TemplateResponse(request, "spaces/home.html", context)
