"""Where originals lie, as people speak of it: a section of the public site, or a space."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import get_language
from wagtail.models import Page

from access.models import PUBLIC, Space

STEP = Page.steplen
SECTION = 3 * STEP
"""Length of the path of a section: those of the root, of a home page and its own."""


@dataclass(frozen=True)
class Place:
    """A section or a space.

    Attributes:
        code: what filters call it: `section:<page>`, `space:<short name>`.
        name: on screen.
        is_space: whether it is a space.
    """

    code: str
    name: str
    is_space: bool = False

    @property
    def value(self) -> str:
        """What an address says after `section=` or `space=`."""
        return self.code.partition(":")[2]


NOWHERE = Place("", "")


def section_path() -> Substr:
    """The path of the section that a page lies in."""
    return Substr("path", 1, SECTION)


class Places:
    """The places of many pages, found in two queries.

    Args:
        found: a path and an audience for each of the pages.
    """

    def __init__(self, found: Iterable[tuple[str, str]]) -> None:
        pairs = set(found)
        self.sections = sections_at({path for path, audience in pairs if audience == PUBLIC})
        numbers = {number_of(audience) for _path, audience in pairs if audience != PUBLIC}
        spaces = Space.objects.filter(pk__in=[number for number in numbers if number])
        self.spaces = {
            space.pk: Place(f"space:{space.slug}", str(space.name), True) for space in spaces
        }

    def at(self, path: str, audience: str) -> Place:
        """The place of a page.

        Args:
            path: of its section, or its own.
            audience: its audience.
        """
        if audience == PUBLIC:
            return self.sections.get(path[:SECTION], NOWHERE)
        return self.spaces.get(number_of(audience), NOWHERE)


def number_of(audience: str) -> int:
    """The id of the space that an audience is of; 0 for none."""
    number = audience.partition(":")[2]
    return int(number) if number.isdigit() else 0


def sections_at(paths: Iterable[str]) -> dict[str, Place]:
    """Sections by path; the same one in each language, by its name in the language now active."""
    keys = Page.objects.filter(path__in=list(paths)).values("translation_key")
    rows = Page.objects.filter(translation_key__in=keys).order_by("pk")
    names: dict[object, tuple[int, str]] = {}
    where: dict[str, object] = {}
    for number, key, path, title, language in rows.values_list(
        "pk", "translation_key", "path", "title", "locale__language_code"
    ):
        where[path] = key
        first, _title = names.get(key, (number, title))
        if key not in names or language == get_language():
            names[key] = first, title
    return {path: Place(f"section:{names[key][0]}", names[key][1]) for path, key in where.items()}


def within_section(number: int | None) -> Q | None:
    """The condition for a page of a section, in any language; None if there is no such section."""
    public = Page.objects.filter(audience_row__audience=PUBLIC, live=True, depth__in=(2, 3))
    key = public.filter(pk=number).values("translation_key")
    rows = list(public.filter(translation_key__in=key).values_list("path", "depth"))
    if not rows:
        return None
    inside = Q()
    for path, depth in rows:
        inside |= Q(path=path) if depth == 2 else Q(path__startswith=path)
    return Q(audience_row__audience=PUBLIC) & inside


def within_space(slug: str, pages: QuerySet[Page]) -> Q | None:
    """The condition for a page of a space; None if none of these pages lies in one such."""
    # PostgreSQL refuses to look for what holds a NUL.
    space = Space.objects.filter(slug=slug.replace("\0", "?")).first()
    if space is None:
        return None
    inside = Q(audience_row__audience__among=(space.audience, space.managers_audience))
    return inside if pages.filter(inside).exists() else None
