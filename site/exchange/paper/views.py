"""Give pages as PDF, at their address without its last slash and `.pdf`."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from access.entrance import keep_private
from access.visibility import audiences_of
from exchange.feeds import page_at
from exchange.paper.apart import NotDrawnError
from exchange.paper.kept import paper_of, weight_for_everybody
from exchange.paper.ready import draws_papers
from exchange.paper.written import TooLong, written
from files.views.give import give
from pages.addresses import address_of
from pages.context import alternates
from pages.models import ActionSheet, Article, ExperienceSheet, Project, Resource
from pages.models.event import EVENTS
from pages.taken_away import Form

DRAWN: tuple[type[Page], ...] = (
    *EVENTS, Article, Project, Resource, ActionSheet, ExperienceSheet
)  # fmt: skip
SECONDS_TO_WAIT = 20


@require_safe
def show_paper(request: HttpRequest, path: str) -> HttpResponseBase:
    """The PDF of the page that the reader may see at `path`.

    Raises:
        Http404: there is none for this reader, or pages of its kind are not drawn.
    """
    page = page_at(path, audiences_of(request.user))
    if not isinstance(page, DRAWN):
        raise Http404
    is_public = not request.user.is_authenticated
    if not draws_papers():
        return not_drawn(request, page, "missing")
    try:
        paper = written(page, request)
        if is_public:
            unchanged = get_conditional_response(request, etag=f'"{paper.digest[:20]}"')
            if unchanged is not None:
                patch_cache_control(unchanged, public=True, no_cache=True)
                return unchanged
        drawn = paper_of(page, paper, request)
    except TooLong:
        return not_drawn(request, page, "long")
    except NotDrawnError as error:
        return not_drawn(request, page, error.reason)
    response = give(request, drawn.file, "application/pdf", is_public, no_cache=True)
    if is_public:
        response["ETag"] = f'"{paper.digest[:20]}"'
    response["Content-Disposition"] = content_disposition_header(False, f"{page.slug}.pdf") or ""
    return response


def reasons() -> dict[str, str]:
    """What readers are told where there is no PDF."""
    return {
        "missing": _("This site cannot make PDF files at the moment."),
        "busy": _("Another PDF is being made. Try again in a moment."),
        "long": _("This page is too long to be made into a PDF."),
    }


def not_drawn(request: HttpRequest, page: Page, reason: str) -> HttpResponse:
    """Say in a sentence why there is no PDF, and lead to the page itself."""
    versions = alternates(page, audiences_of(request.user))
    context = {
        "reason": reasons()[reason],
        "page_title": page.title,
        "page_address": address_of(page),
        "alternates": versions,
    }
    response = render(request, "exchange/no_paper.html", context, status=503)
    if reason == "busy":
        response["Retry-After"] = str(SECONDS_TO_WAIT)
    return keep_private(response)


def paper_form(page: Page, address: str, request: HttpRequest) -> Form | None:
    """The PDF as a form that a page can be taken away in."""
    if page.pk is None or not page.live or not isinstance(page, DRAWN) or not draws_papers():
        return None
    weight = 0 if request.user.is_authenticated else weight_for_everybody(page)
    return Form("PDF", f"{address.rstrip('/')}.pdf", weight)
