"""The bare address of the site, the only one that looks at the browser's languages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from languages.published import published_languages


def best_language(accepted: str) -> str:
    """The first of the browser's languages that the public can read, else the site's first.

    Args:
        accepted: an `Accept-Language` header.
    """
    published = published_languages()
    for code, _quality in parse_accept_lang_header(accepted):
        try:
            language = get_supported_language_variant(code)
        except LookupError:
            continue
        if language in published:
            return language
    first = str(settings.LANGUAGE_CODE)
    return first if first in published else published[0]


@require_safe
def choose_language(request: HttpRequest) -> HttpResponseRedirect:
    """Lead from `/` to a home page, without setting a cookie."""
    language = best_language(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    patch_cache_control(response, no_cache=True)
    return response
