"""Lead from a short address to where its page is now."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from access.entrance import keep_private
from access.visibility import audiences_of, visible_to
from pages.addresses import address_of
from pages.sharing import number_of


@require_safe
def lead_to_page(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the page of this code, in its own language.

    Raises:
        Http404: there is no such page for this reader.
    """
    pages = visible_to(Page.objects.filter(pk=number_of(code)), audiences_of(request.user))
    page = pages.select_related("locale").first()
    if page is None:
        raise Http404
    response = HttpResponseRedirect(address_of(page))
    if request.user.is_authenticated:
        return keep_private(response)
    # The page may move: nobody goes on leading to where it was.
    patch_cache_control(response, public=True, no_cache=True)
    return response
