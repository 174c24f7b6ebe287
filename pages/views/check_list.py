"""The check-list of a page's draft, for the editing screen to renew its own."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Page

from access.decisions import may
from access.entrance import keep_private
from pages.checks.panel import list_html


@require_safe
def show_check_list(request: HttpRequest, page_id: int) -> HttpResponse:
    """The lines for the page as it was last saved.

    Raises:
        Http404: no such page.
        PermissionDenied: the person may not edit it.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not may(request.user, "edit", page):
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    return keep_private(HttpResponse(list_html(request, draft)))
