"""Serve a page of the tree, whatever its type, at its address."""

from collections.abc import Callable
from functools import cache

from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.utils.translation import get_language
from wagtail.models import Page

from access.prepared import prepared
from access.routing import resolve
from access.visibility import audiences_of
from pages.addresses import address_of
from pages.models.old_address import moved_to
from people.once import keeping_page


def find_page(request: HttpRequest, path: str) -> tuple[Page, list[str]]:
    """The page at an address, with the parts of the address that are left over.

    Raises:
        Http404: nothing there that this reader may see.
    """
    found = resolve(get_language() or "", path, audiences_of(request.user))
    if found is None:
        raise Http404
    rows, rest = found
    request.page_rows = rows  # type: ignore[attr-defined]
    page = rows[-1]
    # Most addresses at which nothing is end at a page that has nothing below: not read for that.
    if rest and not hasattr(page.specific_class, "serve_rest"):
        return page, rest
    return whole(page), rest


def whole(page: Page) -> Page:
    """A page with all that its type has."""
    model = page.specific_class
    found = by_number(model)(page.pk) if model else []
    return found[0] if found else page.specific


@cache
def by_number(model: type[Page]) -> Callable[[int], list[Page]]:
    """The query for a page of a type."""

    def numbered(page: int) -> QuerySet[Page]:
        return model._base_manager.filter(pk=page)

    return prepared(numbered)


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at `path`, or with what the page itself has below its address.

    Raises:
        Http404: nothing there that this reader may see.
    """
    page, rest = find_page(request, path)
    if rest:
        serve_rest = getattr(page, "serve_rest", None)
        if serve_rest is None:
            return lead_on(request, path)
        return serve_rest(request, rest)
    if path and not path.endswith("/"):
        return HttpResponsePermanentRedirect(f"{request.path}/")
    return keeping_page(page.serve)(request) if page.can_be_kept else page.serve(request)


def lead_on(request: HttpRequest, path: str) -> HttpResponse:
    """Lead to where the page that was at this address is now.

    Raises:
        Http404: none was, or this reader may not see it.
    """
    page = moved_to(get_language() or "", path, audiences_of(request.user))
    if page is None:
        raise Http404
    return HttpResponsePermanentRedirect(address_of(page))
