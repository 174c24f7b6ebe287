"""Moving pages to another audience: in one piece, with their translations, or not at all."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from access.models import AudienceRoot, PageAudience

_together: ContextVar[bool] = ContextVar("together", default=False)


class CannotMove(Exception):
    """A move that is refused; its text is a sentence for whoever wanted it."""


@dataclass(frozen=True)
class Crossing:
    """Pages that would change their audience.

    Attributes:
        pages: how many, those beneath and their translations counted.
        before: the audience that they have.
        after: the one that they would have.
    """

    pages: int
    before: str
    after: str


def audience_at(page: Page) -> str:
    """The audience of a page; empty where it has none."""
    row = PageAudience.objects.filter(page=page.pk).first()
    return row.audience if row else ""


def crossing(pages: Iterable[Page], destination: Page, translations: bool) -> Crossing | None:
    """What would change if these pages lay beneath another one; None if nothing.

    Args:
        pages: those to move or copy, with all beneath.
        destination: the page that they would lie beneath.
        translations: whether their translations go with them.
    """
    after = audience_at(destination)
    count, before = 0, ""
    for page in pages:
        own = audience_at(page)
        if own == after or AudienceRoot.objects.filter(page=page.pk).exists():
            continue  # a page where an audience begins takes it along
        before = own
        branches = [page, *page.get_translations()] if translations else [page]
        for branch in branches:
            beneath = branch.get_descendants(inclusive=True)
            count += beneath.filter(audience_row__audience=own).count() or beneath.count()
    return Crossing(count, before, after) if count else None


@contextmanager
def together() -> Iterator[None]:
    """Within, pages are moved by somebody who looks after their translations."""
    token = _together.set(True)
    try:
        yield
    finally:
        _together.reset(token)


def move_together(page: Page, destination: Page, person: Any) -> None:
    """Move a page, and its translations to the translations of the destination.

    Args:
        page: what to move, with all beneath.
        destination: the page that it is to lie beneath.
        person: who moves it; None for the system, which may.

    Raises:
        CannotMove: a translation has nowhere to go, or would be parted from another.
    """
    pairs = [(page, destination)]
    for translation in page.get_translations():
        place = destination.get_translation_or_none(translation.locale)
        if place is None:
            raise CannotMove(
                _(
                    "Nothing was moved: “%(page)s” also exists in %(language)s, and the page"
                    " where it would go does not. Translate “%(destination)s” first."
                )
                % {
                    "page": page.title,
                    "language": translation.locale.get_display_name(),
                    "destination": destination.title,
                }
            )
        pairs.append((translation, place))
    with transaction.atomic(), together():
        for moved, place in pairs:
            move_one(moved, place, person)
        check_unparted(Page.objects.get(pk=page.pk))


def move_one(page: Page, place: Page, person: Any) -> None:
    """Move one of the set.

    Raises:
        CannotMove: its address is taken there, or the person may not.
    """
    fresh, target = Page.objects.get(pk=page.pk).specific, Page.objects.get(pk=place.pk)
    names = {"page": page.title, "destination": place.title, "slug": page.slug}
    if person is not None and not fresh.permissions_for_user(person).can_move_to(target):
        raise CannotMove(
            _("Nothing was moved: your role does not let you move “%(page)s” to “%(destination)s”.")
            % names
        )
    if not Page._slug_is_available(page.slug, target, page=fresh):
        raise CannotMove(
            _("Nothing was moved: the address “%(slug)s” is already taken in “%(destination)s”.")
            % names
        )
    MovePageAction(fresh, target, pos="last-child", user=person).execute()


def check_unparted(page: Page) -> None:
    """Check that what was moved has the same audience in every language.

    Raises:
        CannotMove: a translation of a page beneath stayed behind.
    """
    beneath = page.get_descendants(inclusive=True)
    others = Page.objects.filter(translation_key__in=beneath.values("translation_key"))
    left = others.exclude(audience_row__audience=audience_at(page)).first()
    if left is not None:
        raise CannotMove(
            _("Nothing was moved: “%(page)s” would be seen by others than its translations.")
            % {"page": left.title}
        )


def refuse_to_part(instance: Page, parent_page_after: Page, **signal: Any) -> None:
    """Refuse to move a page to another audience without its translations.

    Args:
        instance: the page about to be moved.
        parent_page_after: the page that it would lie beneath.
        signal: what Wagtail's `pre_page_move` sends along.

    Raises:
        CannotMove: some of it has a translation elsewhere; `move_together` moves both.
    """
    if _together.get() or crossing([instance], parent_page_after, translations=False) is None:
        return
    beneath = Page.objects.descendant_of(instance, inclusive=True)
    elsewhere = Page.objects.filter(translation_key__in=beneath.values("translation_key"))
    if elsewhere.exclude(pk__in=beneath.values("pk")).exists():
        raise CannotMove(
            _("Nothing was moved: “%(page)s” has translations, which must move with it.")
            % {"page": instance.title}
        )
