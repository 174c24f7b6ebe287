"""The work on the pages that somebody may edit, by month: announced, to write up, to translate."""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Page

from pages.made_from import how_it_stands
from pages.models.event import EVENTS, Event
from passerelle.admin.work import (
    SUBMIT,
    events,
    not_current,
    not_translated,
    not_written_up,
    translatable,
)

MOST = 60
"""Lines of a kind; who has more is told to narrow the list."""


@dataclass(frozen=True)
class Line:
    """Something to do on a page.

    Attributes:
        title: that of the page.
        url: where it is edited.
        day: that of the event, or when the text to translate was published.
        kind: a key of `KINDS`.
        language: the one that the page is in.
        note: what is to be known before; empty when nothing is.
    """

    title: str
    url: str
    day: datetime.date
    kind: str
    language: str
    note: str = ""

    @property
    def kind_name(self) -> str | Promise:
        """What the kind is called."""
        return KINDS[self.kind].name


@dataclass
class Month:
    """A month with what there is to do in it."""

    first: datetime.date
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Work:
    """What there is to do.

    Attributes:
        ahead: this month and those that come, the nearest first.
        behind: the months before, the last one first.
        has_more: whether lines of some kind were left out.
    """

    ahead: list[Month]
    behind: list[Month]
    has_more: bool


@dataclass(frozen=True)
class Kind:
    """A kind of work: its name, and its lines for somebody in some languages."""

    name: str | Promise
    lines: Callable[[Any, Collection[str]], Iterable[Line]]


def work_of(person: Any, kind: str = "", language: str = "") -> Work:
    """What there is to do, by month; a number of queries that does not follow the lines.

    Args:
        person: who may edit the pages.
        kind: a key of `KINDS`; empty for all.
        language: of the events, or to translate into; empty for all.
    """
    languages = [language] if language else [code for code, _name in settings.LANGUAGES]
    months: dict[datetime.date, Month] = {}
    has_more = False
    for code in [kind] if kind else KINDS:
        lines = list(KINDS[code].lines(person, languages))
        has_more |= len(lines) > MOST
        for line in lines[:MOST]:
            first = line.day.replace(day=1)
            months.setdefault(first, Month(first)).lines.append(line)
    for month in months.values():
        month.lines.sort(key=lambda line: line.day)
    this = localdate().replace(day=1)
    return Work(
        [months[first] for first in sorted(months) if first >= this],
        [months[first] for first in sorted(months, reverse=True) if first < this],
        has_more,
    )


def announced(person: Any, languages: Collection[str]) -> Iterable[Line]:
    """Events to come, also those that are still drafts."""
    today = datetime.date.today()
    for model in EVENTS:
        to_come = events(model, person).filter(last__gte=today)
        for event in lean(to_come, languages).order_by("starts_on", "pk")[: MOST + 1]:
            note = "" if event.live else _("Not published yet")
            yield line(event, event.starts_on, "announced", note)


def to_write_up(person: Any, languages: Collection[str]) -> Iterable[Line]:
    """Events that are over and say nothing of what was said: each in one language."""
    found: dict[Any, Line] = {}
    for model in EVENTS:
        over = lean(not_written_up(model, person), languages)
        for event in over.order_by("-starts_on", "locale", "pk")[: MOST + 1]:
            found.setdefault(event.translation_key, line(event, event.starts_on, "write-up"))
    return found.values()


def to_translate(person: Any, languages: Collection[str]) -> Iterable[Line]:
    """Pages that lack one of the languages, and those with a translation that is not up to date."""
    if not person.has_perm(SUBMIT) or len(settings.LANGUAGES) < 2:
        return
    pages = translatable(person).filter(last_published_at__isnull=False)
    pages = pages.select_related("locale").order_by(F("last_published_at").desc(), "pk")
    lacking = {page.translation_key: page for page in not_translated(pages, languages)[: MOST + 1]}
    known = Page.objects.filter(translation_key__in=lacking).values_list(
        "translation_key", "locale__language_code"
    )
    there = set(known)
    for key, page in lacking.items():
        names = [name_of(code) for code in languages if (key, code) not in there]
        note = _("Not translated yet: %(languages)s") % {"languages": ", ".join(names)}
        yield line(page, localdate(page.last_published_at), "translate", note)
    for page in not_current(pages, languages)[: MOST + 1]:
        note = how_it_stands(page.freshness, page.changed)
        day = localdate(page.last_published_at)
        yield line(page, day, "translate", note, key=page.target)


KINDS = {
    "announced": Kind(gettext_lazy("Announced"), announced),
    "write-up": Kind(gettext_lazy("Write-up missing"), to_write_up),
    "translate": Kind(gettext_lazy("To translate"), to_translate),
}
"""The kinds of work, by what the address says of them."""


def lean(found: QuerySet[Event], languages: Collection[str]) -> QuerySet[Event]:
    """Events in some languages, without their texts."""
    columns = ("draft_title", "starts_on", "live", "translation_key", "locale__language_code")
    in_these = found.filter(locale__language_code__in=languages)
    return in_these.select_related("locale").only(*columns)


def line(page: Page, day: datetime.date, kind: str, note: str = "", key: int | None = None) -> Line:
    """A line that leads to the editing screen of its page, or of a translation of it."""
    address = reverse("wagtailadmin_pages:edit", args=[key or page.pk])
    return Line(page.draft_title, address, day, kind, page.locale.language_code, note)


def name_of(language: str) -> str:
    """A language in the words of the reader's."""
    return str(get_language_info(language)["name_translated"])
