"""Search results to take away: a feed of the newest, a table of all."""

import datetime
import uuid
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from exchange.addresses import absolute
from exchange.feeds import NEWEST, NO_DATE, Feed, plain
from files.spreadsheet import CONTENT_TYPE, ENCODING, csv_lines
from pages.back import search_address
from pages.labels import FILTERS, filter_label
from pages.searches import Search
from people.site_name import site_name
from search.reading import split
from search.results import Hit
from thesaurus.vocabulary import vocabulary

MOST_ROWS = 5000
BATCH = 100

Dates = tuple[datetime.datetime | None, datetime.datetime | None]


def as_feed(asked: Search) -> HttpResponse:
    """The newest results as an Atom feed."""
    address = search_address(asked.language)
    feed = Feed(
        title=plain(f"{asked.name} – {site_name()}"),
        link=absolute(f"{address}?{asked.selection.query()}".rstrip("?")),
        description=None,
        language=asked.language,
        author_name=site_name(),
        author_link=absolute(f"/{asked.language}/"),
        feed_url=absolute(address + asked.selection.form("atom")),
        changed=NO_DATE,
    )
    hits = list(asked.every_hit(NEWEST, sort="date"))
    dates = publication_dates(hits)
    for hit in hits:
        day = (
            datetime.datetime.combine(hit.date, datetime.time(), datetime.UTC) if hit.date else None
        )
        first, last = dates.get((hit.group, hit.language), (day, day))
        feed.add_item(
            title=plain(hit.title),
            link=absolute(hit.url),
            # Atom1Feed declares summaries to be HTML.
            description=escape(plain(hit.excerpt)),
            unique_id=permanent_id(hit).urn,
            pubdate=first,
            updateddate=last or first or NO_DATE,
            categories=[vocabulary().label(code, asked.language) for code in hit.themes],
            language=hit.language,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def publication_dates(hits: list[Hit]) -> dict[tuple[str, str], Dates]:
    """When pages among hits were first and last published, by group and language: one query."""
    keys = [key for hit in hits if (key := translation_key(hit))]
    rows = Page.objects.filter(translation_key__in=keys).values_list(
        "translation_key", "locale__language_code", "first_published_at", "last_published_at"
    )
    return {(str(key), language): (first, last) for key, language, first, last in rows}


def translation_key(hit: Hit) -> uuid.UUID | None:
    """The key that the translations of a hit have in common, if they have one."""
    try:
        return uuid.UUID(hit.group)
    except ValueError:
        return None


def permanent_id(hit: Hit) -> uuid.UUID:
    """What programs know a result by: for pages the same as in all other feeds."""
    key = translation_key(hit) or uuid.uuid5(uuid.NAMESPACE_URL, absolute(f"/{hit.group}"))
    return uuid.uuid5(key, hit.language)


def as_table(asked: Search) -> StreamingHttpResponse:
    """All results, `MOST_ROWS` of them, as a table for spreadsheets, sent as it is read."""
    return StreamingHttpResponse(
        lines(asked),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": 'attachment; filename="search.csv"'},
    )


def lines(asked: Search) -> Iterator[str]:
    """The table, batch by batch; no language is left active in between."""
    with override(asked.language):
        heads = (
            _("Title"), str(FILTERS["type"]), _("Address"), str(FILTERS["language"]), _("Date"),
            _("Themes"), str(FILTERS["country"]), _("Excerpt"),
        )  # fmt: skip
    yield ENCODING + csv_lines([heads])
    for batch in split(asked.every_hit(MOST_ROWS), BATCH):
        with override(asked.language):
            written = csv_lines(row_of(hit) for hit in batch)
        yield written


def row_of(hit: Hit) -> tuple[str, ...]:
    """A result as a row of the table."""
    return (
        hit.title,
        filter_label("type", hit.type),
        absolute(hit.url),
        hit.language,
        hit.date.isoformat() if hit.date else "",
        "; ".join(filter_label("theme", code) for code in hit.themes),
        "; ".join(filter_label("country", code) for code in hit.states),
        hit.excerpt,
    )
