"""Whole pages for readers who are not signed in, held until something public changes.

The key is host, path, the few query names that change a page, light mode, the hour (a page may
say that an event is over) and the site's generation, which every public change raises: those who
keep pages under the one before look there no more, whatever process they are.
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
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers

from access.generation import public_generation
from pages.back import PARAMETER
from pages.filters import LIST_FILTERS
from passerelle.watch.current import HIT
from passerelle.weighing import weigh

PAGES = "pages"
QUERY_NAMES = frozenset({*LIST_FILTERS, PARAMETER, "format", "page"})
LONGEST_QUERY = 400
KEPT_SECONDS = 24 * 3600
SMALLEST_COMPRESSED = 400
BROTLI_QUALITY = 7
GZIP_LEVEL = 6
UNCACHED = ("/admin/", "/api/", "/static/", "/pictures/", "/documents/", "/media/", "/s/")
UNCACHED_BELOW_LANGUAGE = (
    "account", "contact", "feeds", "light", "report-error", "search", "wish",
)  # fmt: skip
CSP_NOTE, CSP_EXEMPT = "_csp_update", "_csp_exempt"
"""Where django-csp's decorators note on a response what its middleware adds or leaves out."""

PERSONAL = {"*", "accept-language", "authorization"}
"""What pages that depend on who asks say that they vary on; `cookie` all of them say, for the
session that none of these readers has."""

TEXT_TYPES = (
    "text/", "application/json", "application/problem+json", "application/atom+xml",
    "application/xml",
)  # fmt: skip


@dataclass
class Held:
    """A page as it is held: its bytes, plain and by coding, and the headers that matter.

    `policy` is what `csp_update` noted for the content security policy of the page.
    """

    content_type: str
    etag: str
    plain: bytes
    status: int = 200
    coded: dict[str, bytes] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    policy: Any = None


class PageCacheMiddleware:
    """Answers anonymous GET and HEAD from the cache; compresses and marks what it lets through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from the cache, else from the site."""
        request.light = wants_light(request)  # type: ignore[attr-defined]
        if is_personal(request):
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
        coding = best_coding(request, held.plain)
        is_better = coding not in {"", *held.coded}
        if is_better:
            held.coded[coding] = CODINGS[coding](held.plain)
        if key and held.status == 200 and (is_new or is_better):
            keep(key, held)
        return finish(request, held, coding)


def light_cookie() -> str:
    """The name of the cookie that remembers light mode."""
    return f"{settings.COOKIE_PREFIX}light"


def wants_light(request: HttpRequest) -> bool:
    """Whether the reader asked for pages without pictures, or her browser saves data."""
    chosen = request.COOKIES.get(light_cookie())
    if chosen in ("0", "1"):
        return chosen == "1"
    return request.headers.get("Save-Data", "").lower() == "on"


def is_personal(request: HttpRequest) -> bool:
    """Whether a request says who asks."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers


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
    parts = (request.get_host(), request.path, query, light, hour, public_generation())
    return "page." + hashlib.sha256(repr(parts).encode()).hexdigest()


def fetch(key: str) -> Held | None:
    """What is held under a key; while the cache is away, nothing is."""
    try:
        held = caches[PAGES].get(key)
    except Exception:  # Each cache has faults of its own.
        return None
    return held if isinstance(held, Held) else None


def keep(key: str, held: Held) -> None:
    """Hold a page for the next readers; while the cache is away, they wait a little longer."""
    with suppress(Exception):
        caches[PAGES].set(key, held, KEPT_SECONDS)


def is_public_text(response: HttpResponseBase) -> bool:
    """Whether a response is text that any anonymous reader may share."""
    if response.streaming or response.cookies or response.status_code not in (200, 400, 404):
        return False
    control = response.get("Cache-Control", "")
    if "private" in control or "no-store" in control or response.has_header("Content-Encoding"):
        return False
    if PERSONAL & {name.strip().lower() for name in response.get("Vary", "").split(",")}:
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


def by_brotli(body: bytes) -> bytes:
    """The bytes by Brotli."""
    return bytes(brotli.compress(body, quality=BROTLI_QUALITY))


def by_gzip(body: bytes) -> bytes:
    """The bytes by gzip, without the time."""
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


CODINGS: dict[str, Callable[[bytes], bytes]] = {"br": by_brotli, "gzip": by_gzip}
"""The best one first."""


def best_coding(request: HttpRequest, body: bytes) -> str:
    """How to send a text to this reader; empty to send it plain, as what gains nothing by it."""
    if len(body) < SMALLEST_COMPRESSED:
        return ""
    return next((coding for coding in CODINGS if accepts(request, coding)), "")


def shrink(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A page that nobody shares, a form for instance, compressed where the browser can read it."""
    is_text = response.get("Content-Type", "").startswith(TEXT_TYPES)
    if (
        is_text
        and isinstance(response, HttpResponse)
        and not response.has_header("Content-Encoding")
    ):
        patch_vary_headers(response, ["Accept-Encoding"])
        if coding := best_coding(request, response.content):
            response.content = CODINGS[coding](response.content)
            response["Content-Encoding"] = coding
            response["Content-Length"] = str(len(response.content))
    return response


def accepts(request: HttpRequest, coding: str) -> bool:
    """Whether the browser can read a coding: it names it, and not with a weight of nothing."""
    named = re.search(
        rf"(?:^|,)\s*{coding}\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)",
        request.headers.get("Accept-Encoding", ""),
    )
    return named is not None and (named[1] or "1").strip("0.") != ""


def finish(request: HttpRequest, held: Held, coding: str) -> HttpResponse:
    """The response for this reader: not modified, compressed by a coding, or plain."""
    if held.status == 200 and held.etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
        # The browser keeps the policy that the page came with.
        setattr(response, CSP_EXEMPT, True)
    else:
        body = held.coded[coding] if coding else held.plain
        response = HttpResponse(body, content_type=held.content_type, status=held.status)
        if coding:
            response["Content-Encoding"] = coding
        for name, value in held.headers.items():
            response[name] = value
    if held.policy is not None:
        setattr(response, CSP_NOTE, held.policy)
    if held.status == 200:
        response["ETag"] = held.etag
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding", "Save-Data"])
    return response
