"""What a page was made from, as its readers are told: its original, how fresh it is, by whom."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.models import Page

from access.visibility import visible_to
from languages.foreign import NOTHING, Foreign, mark
from languages.freshness import Freshness
from languages.models import Credit, TranslationLink
from languages.models.link import is_whole
from pages.addresses import page_address

ROWS = (
    "pk", "target_id", "kind", "context", "state", "changed", "complete", "source_language",
    "source_date", "untranslated", "sees_source", "source__title", "source__url_path",
    "sees_target", "target__title", "target__url_path", "target__locale__language_code",
    "credits__role", "credits__person__first_name", "credits__person__last_name",
    "credits__person__erased_at", "credits__person__credit_name__name",
)  # fmt: skip


def told_of_changes(changed: int) -> str:
    """How much of the original changed; where nothing did, it cannot be read any more."""
    if not changed:
        return _("The original is no longer published")
    return ngettext(
        "%(number)d paragraph of the original has changed since",
        "%(number)d paragraphs of the original have changed since",
        changed,
    ) % {"number": changed}


def how_it_stands(state: str, changed: int) -> str:
    """How a translation stands to its original, in a line.

    Args:
        state: a value of `Freshness`.
        changed: how many paragraphs of the original changed since.
    """
    return told_of_changes(changed) if state == Freshness.STALE else str(Freshness(state).label)


def freshness_facts(details: dict[str, Any]) -> list[str]:
    """What the row of a page in lists says of it, in few words; nothing of what is up to date.

    Args:
        details: those of its document, as `search.documents.Entry` describes them.
    """
    state, complete = details.get("freshness"), details.get("complete")
    if state in (None, Freshness.CURRENT):
        return []
    if state == Freshness.UNREAD:
        return [_("translated by a machine, not read yet")]
    facts = [_("the original has changed since")] if state == Freshness.STALE else []
    if complete is not None and complete < 100:
        facts.append(_("%(share)s %% translated") % {"share": complete})
    return facts


@dataclass(frozen=True)
class Other:
    """A page that another was made from, or that was made from it.

    Attributes:
        title: its title, in its own language.
        url: its address.
        language: its own.
        context: for whom it was adapted; empty for what is no adaptation.
    """

    title: str
    url: str
    language: str
    context: str = ""


@dataclass(frozen=True)
class MadeFrom:
    """A translation or an adaptation, beside what it was made from.

    Attributes:
        is_adaptation: whether it was rewritten for other readers.
        context: for whom.
        state: a value of `Freshness`.
        changed: how many paragraphs of the original changed since.
        complete: share of the original's words that a person translated as they are now, percent.
        language: that of the original.
        day: of when the text of the original is.
        original: where to read it; None for those who may not.
        translators: names, as they wish to be named.
        reviewers: likewise.
        changes_address: where the changes are shown; empty where there are none to be seen.
    """

    is_adaptation: bool
    context: str
    state: str
    changed: int
    complete: int
    language: str
    day: datetime.date
    original: Other | None
    translators: tuple[str, ...]
    reviewers: tuple[str, ...]
    changes_address: str

    @property
    def is_current(self) -> bool:
        """Whether it says all that the original says now."""
        return self.state == Freshness.CURRENT

    @property
    def told(self) -> str:
        """How it stands to the original, in a line."""
        if self.is_adaptation and self.changed:
            return _("The original has changed since this adaptation was made")
        return how_it_stands(self.state, self.changed)

    @property
    def is_whole(self) -> bool:
        """Whether it can stand for the original in its language."""
        return self.is_adaptation or is_whole("translation", self.state, self.complete)


@dataclass(frozen=True)
class Ties:
    """What a page was made from, what of it is not translated, and what was adapted from it."""

    made_from: MadeFrom | None = None
    foreign: Foreign = NOTHING
    adaptations: tuple[Other, ...] = ()


def ties_of(page: Page, audiences: tuple[str, ...]) -> Ties:
    """What readers are told of where a page comes from and what was made of it: one query.

    The page and its blocks are told which of them are not in its language.

    Args:
        page: any page; one that is not saved has no ties.
        audiences: those of the reader, who is shown nothing that she may not see.
    """
    if page.pk is None:
        return Ties()
    made_of_it = Q(source=page.pk, kind=TranslationLink.Kind.ADAPTATION)
    rows = list(
        TranslationLink.objects.filter(Q(target=page.pk) | made_of_it)
        .annotate(sees_source=seen("source", audiences), sees_target=seen("target", audiences))
        .order_by("pk", "credits__pk")
        .values(*ROWS)
    )
    own = [row for row in rows if row["target_id"] == page.pk]
    adaptations = {row["pk"]: row for row in rows if row["target_id"] != page.pk}
    if own and "foreign" not in vars(page):
        # A draft that is looked at has been told already.
        mark(page, Foreign(own[0]["source_language"], frozenset(own[0]["untranslated"])))
    return Ties(
        made_from(page, own) if own else None,
        getattr(page, "foreign", NOTHING),
        tuple(adaptation(row) for row in adaptations.values() if row["sees_target"]),
    )


def seen(name: str, audiences: tuple[str, ...]) -> Exists:
    """Whether a page of the link may be seen."""
    return Exists(visible_to(Page.objects.filter(pk=OuterRef(name)), audiences))


def made_from(page: Page, rows: list[dict[str, Any]]) -> MadeFrom:
    """What a page was made from, of the rows of its link: one for each person to be named."""
    row = rows[0]
    language = row["source_language"]
    original = None
    if row["sees_source"]:
        url = page_address(row["source__url_path"], language)
        original = Other(row["source__title"], url, language)
    return MadeFrom(
        is_adaptation=row["kind"] == TranslationLink.Kind.ADAPTATION,
        context=row["context"],
        state=row["state"],
        changed=row["changed"],
        complete=row["complete"],
        language=language,
        day=localdate(row["source_date"]),
        original=original,
        translators=names(rows, Credit.Role.TRANSLATOR),
        reviewers=names(rows, Credit.Role.REVIEWER),
        changes_address=changes_address(page) if original and row["changed"] else "",
    )


def adaptation(row: dict[str, Any]) -> Other:
    """An adaptation of the page that its readers may see."""
    language = row["target__locale__language_code"]
    url = page_address(row["target__url_path"], language)
    return Other(row["target__title"], url, language, row["context"])


def names(rows: Iterable[dict[str, Any]], role: str) -> tuple[str, ...]:
    """The names of those who had a part, as each wishes; nobody whose account was erased."""
    found = []
    for row in rows:
        if row["credits__role"] != role or row["credits__person__erased_at"]:
            continue
        wished = row["credits__person__credit_name__name"]
        full = f"{row['credits__person__first_name']} {row['credits__person__last_name']}"
        found.append(full if wished is None else wished)
    return tuple(dict.fromkeys(name.strip() for name in found if name.strip()))


def changes_address(page: Page) -> str:
    """Where the changes of what a page was made from are shown, in the language of the page."""
    from pages.context import page_language

    with override(page_language(page)):
        return reverse("changes", args=[page.pk])
