"""What a page was made from, as its readers are told: its original, how fresh it is, by whom."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.models import Page

from access.prepared import prepared
from access.visibility import visible_to
from languages.foreign import NOTHING, Foreign, mark
from languages.freshness import Freshness
from languages.models import Credit, TranslationLink
from languages.models.link import is_whole
from pages.addresses import address_of, page_address

NAMED = (
    "role", "person__first_name", "person__last_name", "person__credit_name__name",
)  # fmt: skip
"""Of the credits of a page, what they name somebody by."""


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
    """What readers are told of where a page comes from and what was made of it.

    The page and its blocks are told which of them are not in its language. One query, as long as
    nothing is told: of most pages.

    Args:
        page: any page; one that is not saved has no ties.
        audiences: those of the reader, who is shown nothing that she may not see.
    """
    links = links_of(page.pk) if page.pk else []
    if not links:
        return Ties(foreign=getattr(page, "foreign", NOTHING))
    others = {link.source_id if link.target_id == page.pk else link.target_id for link in links}
    seen = visible_to(Page.objects.filter(pk__in=others), audiences).in_bulk()
    own = next((link for link in links if link.target_id == page.pk), None)
    if own and "foreign" not in vars(page):
        # A draft that is looked at has been told already.
        mark(page, Foreign(own.source_language, frozenset(own.untranslated)))
    return Ties(
        made_from(page, own, seen.get(own.source_id)) if own else None,
        getattr(page, "foreign", NOTHING),
        tuple(
            Other(other.title, address_of(other), other.locale.language_code, link.context)
            for link in links
            if link != own and (other := seen.get(link.target_id))
        ),
    )


@prepared
def links_of(page: int) -> QuerySet[TranslationLink]:
    """What says of a page what it was made from, and what was adapted from it."""
    made_of_it = Q(source=page, kind=TranslationLink.Kind.ADAPTATION)
    return TranslationLink.objects.filter(Q(target=page) | made_of_it).order_by("pk")


def made_from(page: Page, link: TranslationLink, source: Page | None) -> MadeFrom:
    """What a page was made from.

    Args:
        page: the page.
        link: what says so.
        source: the original, if its reader may see it.
    """
    language = link.source_language
    original = None
    if source is not None:
        original = Other(source.title, page_address(source.url_path, language), language)
    credits = Credit.objects.filter(link=link, person__erased_at=None).order_by("pk")
    named = list(credits.values_list(*NAMED))
    return MadeFrom(
        is_adaptation=link.is_adaptation,
        context=link.context,
        state=link.state,
        changed=link.changed,
        complete=link.complete,
        language=language,
        day=localdate(link.source_date),
        original=original,
        translators=names(named, Credit.Role.TRANSLATOR),
        reviewers=names(named, Credit.Role.REVIEWER),
        changes_address=changes_address(page) if original and link.changed else "",
    )


def names(named: Iterable[tuple[str, str, str, str | None]], wanted: str) -> tuple[str, ...]:
    """The names of those who had a part, as each wishes."""
    found = (
        f"{first} {last}" if wished is None else wished
        for role, first, last, wished in named
        if role == wanted
    )
    return tuple(dict.fromkeys(name.strip() for name in found if name.strip()))


def changes_address(page: Page) -> str:
    """Where the changes of what a page was made from are shown, in the language of the page."""
    from pages.context import page_language

    with override(page_language(page)):
        return reverse("changes", args=[page.pk])
