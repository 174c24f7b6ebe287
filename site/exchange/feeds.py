"""Atom feeds: what was published last, in a section for everybody or for one person."""

import datetime
import re
import uuid
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page

from access.models import PUBLIC
from access.routing import resolve
from access.visibility import visible_to
from pages.addresses import page_address
from pages.context import page_language
from pages.filters import LIST_FILTERS, Selection
from pages.lists import list_documents
from pages.models import Section
from people.site_name import site_name
from search.models import SearchDocument
from thesaurus.vocabulary import vocabulary

AUDIENCES = (PUBLIC,)
NEWEST = 30
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NO_DATE = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Feed(Atom1Feed):
    """Django's Atom feed, whose entries may be in another language than the feed."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language of an entry."""
        return {"xml:lang": item["language"]}

    def latest_post_date(self) -> datetime.datetime:
        """The last change of an entry; without entries, that of what it is about."""
        return super().latest_post_date() if self.items else self.feed["changed"]


@require_safe
def show_feed(request: HttpRequest, path: str) -> HttpResponse:
    """The newest public items of the section at `path`, narrowed as its list would be.

    Raises:
        Http404: there is no public section at that address.
    """
    section = page_at(path, AUDIENCES)
    if not isinstance(section, Section):
        raise Http404
    selection = Selection.read(request.GET, LIST_FILTERS)
    language = page_language(section)
    query = selection.query()
    tail = f"?{query}" if query else ""
    labels = [section.title, *(chip.label for chip in selection.chips()), site_name()]
    feed = Feed(
        title=plain(" – ".join(labels)),
        link=f"{settings.BASE_URL}{page_address(section.url_path, language)}{tail}",
        description=None,
        subtitle=plain(section.summary) or None,
        language=language,
        author_name=site_name(),
        author_link=f"{settings.BASE_URL}/{language}/",
        feed_url=f"{settings.BASE_URL}{request.path}{tail}",
        feed_guid=permanent_id(section, tail).urn,
        changed=changed_at(section),
    )
    add_newest(feed, list_documents(section, AUDIENCES, selection.filters), AUDIENCES)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def add_newest(feed: Feed, documents: QuerySet[SearchDocument], audiences: tuple[str, ...]) -> None:
    """Write into a feed the pages published last among documents.

    Args:
        feed: to be written to.
        documents: what the feed is about, from the index.
        audiences: what its reader belongs to.
    """
    language = feed.feed["language"]
    for page, document in newest_items(documents, audiences):
        feed.add_item(
            title=plain(document.title),
            link=f"{settings.BASE_URL}{page_address(page.url_path, document.language)}",
            # Atom1Feed declares summaries to be HTML.
            description=escape(plain(document.summary)),
            unique_id=permanent_id(page).urn,
            pubdate=page.first_published_at,
            updateddate=changed_at(page),
            categories=[vocabulary().label(code, language) for code in document.themes],
            language=document.language,
        )


def page_at(path: str, audiences: tuple[str, ...]) -> Page:
    """The page at an address of the present language, for the holder of these audiences.

    Raises:
        Http404: there is none.
    """
    found = resolve(get_language() or "", path, audiences)
    if found is None or found[1]:
        raise Http404
    page: Page = found[0][-1].specific
    return page


def newest_items(
    documents: QuerySet[SearchDocument], audiences: tuple[str, ...]
) -> list[tuple[Page, SearchDocument]]:
    """The pages published last among documents, if they may still be seen, with their entries."""
    documents = documents.filter(kind="page")
    pages = visible_to(
        Page.objects.filter(pk__in=documents.values("object_id")), audiences
    ).order_by(F("first_published_at").desc(nulls_last=True), "-pk")[:NEWEST]
    found = {page.pk: page for page in pages}
    entries = {
        document.object_id: document
        for document in documents.filter(object_id__in=found).defer("body")
    }
    return [(page, entries[key]) for key, page in found.items() if key in entries]


def permanent_id(page: Page, detail: str = "") -> uuid.UUID:
    """An identifier of a page in its language that outlives changes of title and address.

    Args:
        page: a page.
        detail: what tells apart several things with one page, such as the filters of its feed.
    """
    return uuid.uuid5(page.translation_key, f"{page_language(page)}{detail}")


def changed_at(page: Page) -> datetime.datetime:
    """When a page was last published; a page that was loaded without dates never changes."""
    return page.last_published_at or page.first_published_at or NO_DATE


def plain(text: str) -> str:
    """A text without the control characters that neither XML nor calendars may hold."""
    return CONTROLS.sub(" ", text)
