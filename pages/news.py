"""What is new in spaces: notes, discussions, comments, pages and files, in a few queries."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.models import Space
from access.visibility import visible_to
from discussions.models import Message
from discussions.models.thread import PAGE
from discussions.names import name_of
from discussions.paging import message_address
from files.models import SiteDocument
from pages.addresses import page_address
from pages.labels import TYPES
from pages.models.space_home import SpaceHome
from pages.versions import in_language

MOST_OF_A_KIND = 200
MOST_SPACES = 50


@dataclass(frozen=True)
class News:
    """Something new.

    Attributes:
        sort: what it counts as: `note`, `discussion`, `message`, `page` or `file`.
        kind: what it is, in words.
        title: what it is called.
        url: where it is.
        space: where it lies.
        author: whose it is, in words; empty when that is not known.
        date: when it came.
    """

    sort: str
    kind: str | Promise
    title: str
    url: str
    space: Space
    author: str
    date: datetime.datetime


@dataclass(frozen=True)
class Reader:
    """Who asks, and since when what is new to her.

    Attributes:
        person: who.
        audiences: what she belongs to.
        spaces: those that she asks about, by id.
        since: by id of a space, the moment after which things are new.
    """

    person: Any
    audiences: tuple[str, ...]
    spaces: dict[int, Space]
    since: dict[int, datetime.datetime]

    def new_among(self, rows: Any, audience: str, date: str, part: str = "") -> Any:
        """Those of some objects that are new to her and that she may see.

        The spaces where nothing is new are left out first: a condition for each of hundreds
        takes longer to write than to answer.

        Args:
            rows: a queryset.
            audience: name of the column that says the audience.
            date: name of the column that says when each came.
            part: the part of a space that must be on.
        """
        since = {
            f"space:{key}": moment
            for key, moment in self.since.items()
            if not part or self.spaces[key].has(part)
        }
        if not since:
            return rows.none()
        after_all = {f"{audience}__in": list(since), f"{date}__gt": min(since.values())}
        last = rows.filter(**after_all).order_by().values_list(audience).annotate(Max(date))
        fresh = sorted((row for row in last if row[1] > since[row[0]]), key=lambda row: row[1])
        found = Q(pk__in=())
        for name, _latest in fresh[-MOST_SPACES:]:
            found |= Q(**{audience: name, f"{date}__gt": since[name]})
        return visible_to(rows.filter(found), self.audiences).order_by(f"-{date}")

    def space_of(self, audience: str) -> Space:
        """The space that an audience is of."""
        return self.spaces[int(audience.partition(":")[2])]


def news_for(reader: Reader) -> list[News]:
    """All that is new to a reader and not her own, the newest first."""
    found = [*new_messages(reader), *new_pages(reader), *new_files(reader)]
    return sorted(found, key=lambda news: news.date, reverse=True)


def new_messages(reader: Reader) -> Iterable[News]:
    """Each thread in which somebody wrote, once; it leads to the first message that is new."""
    theirs = Message.objects.standing().exclude(author=reader.person)
    rows = reader.new_among(theirs, "thread__audience", "created")
    messages = list(rows.select_related("thread__space", "author")[:MOST_OF_A_KIND])
    titles = page_titles(messages, reader)
    first = {message.thread_id: message for message in messages}
    for message in {message.thread_id: message for message in reversed(messages)}.values():
        thread = message.thread
        title = titles.get(thread.page_key, "") if thread.kind == PAGE.code else thread.title
        if not title:
            continue
        opening = first[thread.pk]
        yield News(
            thread.kind if opening.opens else "message",
            thread.facts.name if opening.opens or thread.kind == PAGE.code else _("Messages"),
            title,
            message_address(opening),
            reader.spaces[thread.space_id],
            name_of(message.author),
            message.created,
        )


def page_titles(messages: list[Message], reader: Reader) -> dict[object, str]:
    """Titles of the pages that messages comment on, where the reader may see them."""
    keys = {message.thread.page_key for message in messages if message.thread.page_key}
    if not keys:
        return {}
    pages = Page.objects.filter(translation_key__in=keys)
    found = in_language(pages, get_language() or "", reader.audiences)
    return {key: page.title for key, page in found.items()}


def new_pages(reader: Reader) -> Iterable[News]:
    """Pages that were published, each in the reader's language if it is there."""
    homes = SpaceHome.objects.filter(space__in=reader.spaces).values("translation_key")
    theirs = Page.objects.exclude(owner=reader.person).exclude(translation_key__in=homes)
    found = reader.new_among(theirs, "audience_row__audience", "last_published_at")
    rows = found.select_related("audience_row", "owner", "locale", "content_type")[:MOST_OF_A_KIND]
    language = get_language()
    own_first = sorted(rows, key=lambda page: page.locale.language_code != language)
    shown: dict[object, Page] = {}
    for page in own_first:
        shown.setdefault(page.translation_key, page)
    for page in shown.values():
        model: Any = page.specific_class
        yield News(
            "page",
            TYPES.get(getattr(model, "type_code", ""), _("Page")),
            page.title,
            page_address(page.url_path, page.locale.language_code),
            reader.space_of(page.audience_row.audience),
            name_of(page.owner) if page.owner else "",
            page.last_published_at,
        )


def new_files(reader: Reader) -> Iterable[News]:
    """Files that were added, but for those that came with a message."""
    free = SiteDocument.objects.filter(attachments=None, held_for="")
    theirs = free.exclude(uploaded_by_user=reader.person)
    found = reader.new_among(theirs, SiteDocument.audience_lookup, "created_at", part="files")
    rows = found.select_related("collection__audience_row", "uploaded_by_user")
    for document in rows[:MOST_OF_A_KIND]:
        yield News(
            "file",
            _("File"),
            document.title,
            document.url,
            reader.space_of(document.collection.audience_row.audience),
            name_of(document.uploaded_by_user) if document.uploaded_by_user else "",
            document.created_at,
        )


def counted(news: list[News]) -> list[str]:
    """How much is new, in words: `2 notes`, `1 page`."""
    numbers = Counter(item.sort for item in news)
    words = {
        "note": ngettext("%(number)d note", "%(number)d notes", numbers["note"]),
        "discussion": ngettext(
            "%(number)d discussion", "%(number)d discussions", numbers["discussion"]
        ),
        "message": ngettext(
            "answers in %(number)d discussion",
            "answers in %(number)d discussions",
            numbers["message"],
        ),
        "page": ngettext("%(number)d page", "%(number)d pages", numbers["page"]),
        "file": ngettext("%(number)d file", "%(number)d files", numbers["file"]),
    }
    return [text % {"number": numbers[sort]} for sort, text in words.items() if numbers[sort]]
