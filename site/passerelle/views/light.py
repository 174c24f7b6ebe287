"""Light mode: pages without pictures, remembered in one small cookie of our own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from access.origin import is_from_here
from passerelle.page_cache import light_cookie
from passerelle.views.errors import error_page

YEAR = 365 * 24 * 3600


def safe_address(request: HttpRequest, address: str) -> str:
    """An address of this site to go back to; the home page when it is another's."""
    is_path = address.startswith("/") and not address.startswith("//")
    if is_path and url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return address
    return f"/{get_language()}/"


@never_cache
# The page sets no cookie before it is asked to, so its form is checked by origin.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def choose_light(request: HttpRequest) -> HttpResponse:
    """Explain light mode and switch it on or off."""
    back = safe_address(request, request.GET.get("next", request.POST.get("next", "")))
    if request.method == "POST":
        if not is_from_here(request):
            return error_page(request, "errors/403.html", 403)
        response = HttpResponseRedirect(back)
        chosen = "1" if request.POST.get("light") == "1" else "0"
        response.set_cookie(
            light_cookie(),
            chosen,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response
    return render(request, "light.html", {"next": back})
