"""Whole pages for readers who are not signed in, held until something public changes.

The key is host, path, the few query names that change a page, light mode, the hour (a page may
say that an event is over) and the site's generation, which every public change raises.
"""

import gzip
import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers

from access.generation import current_generation
from pages.back import PARAMETER
from pages.filters import LIST_FILTERS
from passerelle.watch.current import HIT
from passerelle.weighing import weigh

LIGHT_COOKIE = "light"
QUERY_NAMES = frozenset({*LIST_FILTERS, PARAMETER, "format", "page"})
LONGEST_QUERY = 400
KEPT_SECONDS = 24 * 3600
SMALLEST_COMPRESSED = 400
BROTLI_QUALITY = 7
UNCACHED = ("/admin/", "/api/", "/static/", "/pictures/", "/documents/", "/media/", "/s/")
UNCACHED_BELOW_LANGUAGE = (
    "account", "contact", "feeds", "light", "report-error", "search", "wish",
)  # fmt: skip
CSP_NOTE, CSP_EXEMPT = "_csp_update", "_csp_exempt"
"""Where django-csp's decorators note on a response what its middleware adds or leaves out."""

TEXT_TYPES = (
    "text/", "application/json", "application/problem+json", "application/atom+xml",
    "application/xml",
)  # fmt: skip


@dataclass
class Held:
    """A page as it is held: its bytes, plain and compressed, and the headers that matter.

    `policy` is what `csp_update` noted for the content security policy of the page.
    """

    content_type: str
    etag: str
    plain: bytes
    status: int = 200
    compressed: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    policy: Any = None


class PageCacheMiddleware:
    """Answers anonymous GET and HEAD from the cache; compresses and marks what it lets through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from the cache, else from the site."""
        request.light = wants_light(request)  # type: ignore[attr-defined]
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response = self.get_response(request)
            weigh(response, is_compressed=False)
            if "Cache-Control" not in response:
                patch_cache_control(response, private=True, no_store=True)
            return response
        key = cache_key(request) if is_cacheable(request) else None
        held = fetch(key) if key else None
        if key:  # read by `passerelle.watch.metrics`
            request.page_cache = HIT if held else "miss"  # type: ignore[attr-defined]
        is_new = False
        if held is None:
            is_new = True
            response = self.get_response(request)
            weigh(response, is_compressed=True)
            if request.method not in ("GET", "HEAD") or not is_public_text(response):
                return shrink(request, response)
            held = hold(response)
        # Compressed when first asked for: many readers of a page then share the work.
        is_better = not held.compressed and accepts(request, "br")
        if is_better:
            held.compressed = compress(held.plain)
        if key and held.status == 200 and (is_new or is_better):
            keep(key, held)
        return finish(request, held)


def wants_light(request: HttpRequest) -> bool:
    """Whether the reader asked for pages without pictures, or her browser saves data."""
    chosen = request.COOKIES.get(LIGHT_COOKIE)
    if chosen in ("0", "1"):
        return chosen == "1"
    return request.headers.get("Save-Data", "").lower() == "on"


def is_cacheable(request: HttpRequest) -> bool:
    """Whether the address is one of those whose pages are the same for every anonymous reader."""
    if request.method not in ("GET", "HEAD") or request.path == "/":
        return False
    if (
        request.path.startswith(UNCACHED)
        or len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY
    ):
        return False
    below = request.path.split("/")[2:3]
    return not (below and below[0] in UNCACHED_BELOW_LANGUAGE)


def cache_key(request: HttpRequest) -> str:
    """The key of a page; what an address says beside `QUERY_NAMES` changes nothing."""
    query = sorted((name, request.GET.getlist(name)) for name in request.GET if name in QUERY_NAMES)
    light = request.light  # type: ignore[attr-defined]
    hour = timezone.now().strftime("%Y%m%d%H")
    parts = (request.get_host(), request.path, query, light, hour, current_generation())
    return "page." + hashlib.sha256(repr(parts).encode()).hexdigest()


def fetch(key: str) -> Held | None:
    """What is held under a key; while the cache is away, nothing is."""
    try:
        held: Held | None = cache.get(key)
    except Exception:  # Each cache has faults of its own.
        return None
    return held


def keep(key: str, held: Held) -> None:
    """Hold a page for the next readers; while the cache is away, they wait a little longer."""
    with suppress(Exception):
        cache.set(key, held, KEPT_SECONDS)


def is_public_text(response: HttpResponseBase) -> bool:
    """Whether a response is text that any anonymous reader may share."""
    if response.streaming or response.cookies or response.status_code not in (200, 400, 404):
        return False
    control = response.get("Cache-Control", "")
    if "private" in control or "no-store" in control or response.has_header("Content-Encoding"):
        return False
    return response.get("Content-Type", "").startswith(TEXT_TYPES)


def hold(response: HttpResponseBase) -> Held:
    """The bytes of a response, with a mark that changes with them."""
    assert isinstance(response, HttpResponse)
    body = response.content
    return Held(
        content_type=response["Content-Type"],
        etag=f'W/"{hashlib.sha256(body).hexdigest()[:20]}"',
        plain=body,
        status=response.status_code,
        headers={
            name: response[name]
            for name in ("Content-Disposition", "Content-Language", "X-Robots-Tag")
            if name in response
        },
        policy=getattr(response, CSP_NOTE, None),
    )


def compress(body: bytes) -> bytes:
    """The bytes by Brotli; nothing where compressing gains nothing."""
    return (
        brotli.compress(body, quality=BROTLI_QUALITY) if len(body) >= SMALLEST_COMPRESSED else b""
    )


def shrink(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A page that nobody shares, a form for instance, compressed where the browser can read it."""
    is_text = response.get("Content-Type", "").startswith(TEXT_TYPES)
    if (
        is_text
        and isinstance(response, HttpResponse)
        and not response.has_header("Content-Encoding")
    ):
        patch_vary_headers(response, ["Accept-Encoding"])
        compressed = compress(response.content) if accepts(request, "br") else b""
        if compressed:
            response.content = compressed
            response["Content-Encoding"] = "br"
            response["Content-Length"] = str(len(compressed))
    return response


def accepts(request: HttpRequest, coding: str) -> bool:
    """Whether the browser can read a coding: it names it, and not with a weight of nothing."""
    named = re.search(
        rf"(?:^|,)\s*{coding}\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)",
        request.headers.get("Accept-Encoding", ""),
    )
    return named is not None and (named[1] or "1").strip("0.") != ""


def finish(request: HttpRequest, held: Held) -> HttpResponse:
    """The response for this reader: not modified, compressed, or plain."""
    if held.status == 200 and held.etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
        # The browser keeps the policy that the page came with.
        setattr(response, CSP_EXEMPT, True)
    else:
        response = HttpResponse(held.plain, content_type=held.content_type, status=held.status)
        if held.compressed and accepts(request, "br"):
            response.content = held.compressed
            response["Content-Encoding"] = "br"
        elif len(held.plain) >= SMALLEST_COMPRESSED and accepts(request, "gzip"):
            response.content = gzip.compress(held.plain, 6)
            response["Content-Encoding"] = "gzip"
        for name, value in held.headers.items():
            response[name] = value
    if held.policy is not None:
        setattr(response, CSP_NOTE, held.policy)
    if held.status == 200:
        response["ETag"] = held.etag
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding", "Save-Data"])
    return response
