"""Words of cells that stand for something, in whatever language of the site they are."""

import re
from collections.abc import Callable, Collection
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override
from rapidfuzz import process

from people.alike import plain

YES = frozenset({"1", "x", "true", "vrai", "oui", "yes"})
NO = frozenset({"0", "false", "faux", "non", "no"})
NEAR = 75


def in_each_language(say: Callable[[], str]) -> list[str]:
    """What something is called in every language of the site."""
    said = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            said.append(say())
    return said


def eraser() -> str:
    """What a cell says that empties a field, in the language of the moment."""
    return _("(empty)")


@lru_cache
def erasers() -> frozenset[str]:
    """What a cell may say to empty a field."""
    return frozenset(word.casefold() for word in ("(empty)", *in_each_language(eraser)))


def is_erased(text: str) -> bool:
    """Whether a cell asks for a field to be emptied; an empty cell does not."""
    return text.strip().casefold() in erasers()


@lru_cache
def affirmations() -> tuple[frozenset[str], frozenset[str]]:
    """The words for yes, and those for no."""
    yes = {plain(word) for word in in_each_language(lambda: _("yes"))}
    no = {plain(word) for word in in_each_language(lambda: _("no"))}
    return YES | yes, NO | no


def yes_or_no(text: str) -> bool:
    """What a word says.

    Raises:
        ValidationError: neither yes nor no.
    """
    yes, no = affirmations()
    word = plain(text)
    if word not in yes | no:
        raise ValidationError(_("Write yes or no here."))
    return word in yes


def list_of(text: str) -> list[str]:
    """The names in a cell, parted by bars, semicolons or lines."""
    return [name for part in re.split(r"[|;\n]", text) if (name := part.strip())]


def nearest(word: str, names: Collection[str]) -> str:
    """The name that is most like a word; empty if none is."""
    found = process.extractOne(word, list(names), score_cutoff=NEAR)
    return found[0] if found else ""
