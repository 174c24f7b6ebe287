"""The sitemap: every public address in every language, each with its translations."""

import datetime
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe
from wagtail.models import Page

from access.models import PUBLIC
from access.visibility import visible_to
from exchange.addresses import absolute
from languages.models.link import is_whole
from languages.published import published_languages
from pages.addresses import directory_addresses, page_address, territory_address
from pages.context import LINK
from pages.lists import NOT_ARCHIVED
from pages.models import Objectives, StrategicObjective
from pages.themes import theme_address
from people.models import Organization
from search.overview import tally
from thesaurus.vocabulary import vocabulary

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

Versions = tuple[dict[str, Version], dict[str, Version]]
"""All versions of something by language, and those of them that are whole."""


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
    """Each address, with those of its translations by language, as far as they are whole."""
    for versions, whole in page_versions():
        for language, version in versions.items():
            yield version, whole if language in whole else {}
    for source in SOURCES:
        for versions in source():
            for version in versions.values():
                yield version, versions


def page_versions() -> Iterator[Versions]:
    """The public pages by translation set, from the top of the tree down."""
    columns = ("translation_key", "locale__language_code", "url_path", "last_published_at")
    rows = (
        visible_to(Page.objects.filter(depth__gt=1), AUDIENCES)
        .filter(locale__language_code__in=published_languages())
        .order_by("depth", "path")
        .values_list(*columns, *LINK)
    )
    sets: dict[object, Versions] = {}
    for key, language, url_path, changed, *link in rows[:MOST_ADDRESSES]:
        versions, whole = sets.setdefault(key, ({}, {}))
        versions[language] = page_address(url_path, language), changed
        if is_whole(*link):
            whole[language] = versions[language]
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


def territory_versions() -> Iterator[dict[str, Version]]:
    """The index of territories, then each one in which something is published."""
    languages = published_languages()
    everywhere = tally(AUDIENCES, {}, settings.LANGUAGE_CODE, ("country",), excluded=NOT_ARCHIVED)
    known = vocabulary().places
    codes = sorted(code for code, _count in everywhere.facets["country"] if code in known)
    if codes:
        yield {language: (territory_address("", language), None) for language in languages}
    for code in codes:
        yield {language: (territory_address(code, language), None) for language in languages}


def theme_versions() -> Iterator[dict[str, Version]]:
    """The index of themes, then each one in the languages in which it has a name."""
    languages = dict(settings.LANGUAGES)
    themes = vocabulary().terms
    if themes:
        yield {language: (theme_address("", language), None) for language in languages}
    for code, term in sorted(themes.items()):
        yield {
            language: (theme_address(code, language), None)
            for language in languages
            if term.names.get(language)
        }


SOURCES = (
    organization_versions, objective_versions, territory_versions, theme_versions,
)  # fmt: skip


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
