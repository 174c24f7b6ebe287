"""The sitemap: every public address in every language, each with its translations."""

import datetime
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpRequest, HttpResponse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe
from wagtail.models import Page

from access.models import PUBLIC
from access.visibility import visible_to
from exchange.addresses import absolute
from pages.addresses import directory_addresses, page_address
from pages.models import Objectives, StrategicObjective
from people.models import Organization

AUDIENCES = (PUBLIC,)
MOST_ADDRESSES = 50_000
NAMESPACES = AttributesImpl(
    {
        "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
    }
)

Version = tuple[str, datetime.datetime | None]
"""An address with the moment of its last change, if that is known."""


@require_safe
def show_sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap, up to the number of addresses that its format allows."""
    output = StringIO()
    xml = SimplerXMLGenerator(output, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("urlset", NAMESPACES)
    for version, versions in islice(addresses(), MOST_ADDRESSES):
        write_address(xml, version, versions)
    xml.endElement("urlset")
    return HttpResponse(output.getvalue(), content_type="application/xml; charset=utf-8")


def addresses() -> Iterator[tuple[Version, dict[str, Version]]]:
    """Each address, with those of all its translations by language."""
    for source in (page_versions, organization_versions, objective_versions):
        for versions in source():
            for version in versions.values():
                yield version, versions


def page_versions() -> Iterator[dict[str, Version]]:
    """The public pages by translation set, from the top of the tree down."""
    rows = (
        visible_to(Page.objects.filter(depth__gt=1), AUDIENCES)
        .order_by("depth", "path")
        .values_list("translation_key", "locale__language_code", "url_path", "last_published_at")
    )
    sets: dict[object, dict[str, Version]] = {}
    for key, language, url_path, changed in rows[:MOST_ADDRESSES]:
        sets.setdefault(key, {})[language] = page_address(url_path, language), changed
    yield from sets.values()


def organization_versions() -> Iterator[dict[str, Version]]:
    """The organisations, under the directory of each language."""
    directories = directory_addresses()
    for slug in Organization.objects.order_by("slug").values_list("slug", flat=True):
        yield {language: (f"{url}{slug}/", None) for language, url in directories.items()}


def objective_versions() -> Iterator[dict[str, Version]]:
    """The strategic objectives, under the page that lists them in each language."""
    pages = visible_to(Objectives.objects.all(), AUDIENCES)
    above = {
        language: page_address(url_path, language)
        for language, url_path in pages.values_list("locale__language_code", "url_path")
    }
    for code in StrategicObjective.objects.order_by("code").values_list("code", flat=True):
        yield {language: (f"{url}{code.lower()}/", None) for language, url in above.items()}


def write_address(xml: SimplerXMLGenerator, version: Version, versions: dict[str, Version]) -> None:
    """Write one address, its last change, and its translations if it has any."""
    address, changed = version
    xml.startElement("url", AttributesImpl({}))
    xml.addQuickElement("loc", absolute(address))
    if changed:
        xml.addQuickElement("lastmod", changed.isoformat(timespec="seconds"))
    if len(versions) > 1:
        for language, (other, _changed) in versions.items():
            link = {"rel": "alternate", "hreflang": language, "href": absolute(other)}
            xml.addQuickElement("xhtml:link", None, link)
    xml.endElement("url")
