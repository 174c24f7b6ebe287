"""Where somebody may translate: the rule of `access.into`, over many pages at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from access.decisions import may_enter_screens
from access.into import REVIEWER, TRANSLATOR, language_roles
from access.models import PUBLIC, Membership, Space
from access.roles import RANKS
from access.visibility import audiences_of, spaces_in, visible_to


@dataclass(frozen=True)
class Reach:
    """Pages that somebody may translate, and into which languages.

    Attributes:
        languages: codes.
        audiences: what these pages belong to.
        edits: which public pages she changes anyway; None where that adds nothing.
    """

    languages: tuple[str, ...]
    audiences: tuple[str, ...]
    edits: Q | None = None

    @property
    def pages(self) -> Q:
        """The condition for a page, which she also has to see."""
        found = Q(audience_row__audience__among=self.audiences)
        if not self.edits:
            return found
        edited = Q(audience_row__audience=PUBLIC) & self.edits
        return found | edited if self.audiences else edited


def reaches(person: Any, languages: Sequence[str], *roles: str) -> list[Reach]:
    """Where somebody may translate; languages with the same pages stand together.

    Args:
        person: who asks.
        languages: codes of those that matter.
        roles: in languages, any of which is enough; both roles without any.

    Returns:
        Nothing for whoever may translate nothing.
    """
    if not person.is_authenticated or not person.is_active:
        return []
    wanted = roles or (TRANSLATOR, REVIEWER)
    given: dict[str, set[int | None]] = defaultdict(set)
    for language, place, role in language_roles(person):
        if role in wanted:
            given[language].add(place)
    spaces = list(writable_spaces(person))
    edits = edited_pages(person)
    together: dict[tuple[tuple[str, ...], bool], list[str]] = defaultdict(list)
    for language in languages:
        held = given[language]
        names = [PUBLIC] if None in held else []
        for space, publishes in spaces:
            if publishes or space.pk in held:
                names += [space.audience, space.managers_audience]
        if names or edits:
            together[tuple(names), None not in held].append(language)
    return [
        Reach(tuple(codes), names, edits if also_edits else None)
        for (names, also_edits), codes in together.items()
    ]


def translatable_by(person: Any, language: str, *roles: str) -> QuerySet[Page]:
    """The pages that somebody may turn into a language, among those that she sees.

    Args:
        person: who asks.
        language: code of the language to translate into.
        roles: in languages, any of which is enough; both roles without any.
    """
    pages = visible_to(Page.objects.all(), audiences_of(person))
    found = reaches(person, [language], *roles)
    return pages.filter(found[0].pages) if found else pages.none()


def translates_everywhere(person: Any) -> bool:
    """Whether there are pages that somebody may turn into every language, without a role."""
    if not person.is_authenticated or not person.is_active:
        return False
    publishes = any(publishes for _space, publishes in writable_spaces(person))
    return publishes or edited_pages(person) is not None


def writable_spaces(person: Any) -> Iterator[tuple[Space, bool]]:
    """The spaces in use that somebody reads, and whether she publishes there."""
    held = dict(Membership.objects.filter(person=person.pk).values_list("space", "role"))
    inside = Space.objects.filter(pk__in=spaces_in(audiences_of(person))).order_by("pk")
    for space in inside:
        if space.is_writable:
            role = held.get(space.pk) or (space.newcomer_role if space.is_open else "")
            yield space, bool(role) and RANKS[role] >= RANKS["publisher"]


def edited_pages(person: Any) -> Q | None:
    """The public pages that somebody changes in the editing screens; None if she changes none."""
    if not may_enter_screens(person, None):
        return None
    if person.is_superuser:
        return Q(depth__gt=0)
    policy = policy_registry.get_by_type(Page)
    found = [one for one in policy.conditions_for(person, {"change"}) if one is not None]
    edited = reduce(or_, found) if found else Q(pk__in=[])
    public = Page.objects.filter(edited, audience_row__audience=PUBLIC)
    return edited if public.exists() else None
