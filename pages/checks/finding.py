"""A rule, and what it found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from files.models import Picture
from pages.checks.content import Content, Place


@dataclass(frozen=True)
class Found:
    """A place where a rule is not kept.

    Attributes:
        values: what the rule's sentence names, by the names that it uses.
        picture: where the answer is given with the picture itself, not on the page.
    """

    place: Place
    values: dict[str, Any]
    picture: Picture | None = None


@dataclass(frozen=True)
class Rule:
    """What a page should keep.

    Attributes:
        code: a short name, for tests and programs.
        sentence: what is wrong and what to do, for the editor.
        find: gives the places where it is not kept.
        prevents: whether the page cannot be published as long as one is left.
    """

    code: str
    sentence: Promise
    find: Callable[[Content], Iterator[Found]]
    prevents: bool = False


@dataclass(frozen=True)
class Finding:
    """One line of the check-list."""

    rule: Rule
    found: Found

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        return str(self.rule.sentence) % self.found.values

    @property
    def where(self) -> str:
        """The block by its name and the title that it stands under."""
        place = self.found.place
        if not place.heading or place.heading == place.name:
            return str(place.name)
        return _("%(block)s, under “%(heading)s”") % {
            "block": place.name,
            "heading": place.heading,
        }

    @property
    def target(self) -> str:
        """The selector of the block on the editing screen."""
        return self.found.place.target

    @property
    def picture(self) -> Picture | None:
        """The picture with which the answer is given."""
        return self.found.picture
