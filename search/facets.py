"""What filters find documents by: each value has a number, and each number is a character.

A document holds its facets as one short text. A database tells how many of the documents that a
search finds have each text, and to count the characters of these is to count all facets at once.
"""

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from access.generation import held_last, index_generation
from search.models import Facet, SearchDocument

Pair = tuple[str, str]
"""The name of a facet and one of its values."""

FIRST = 0x100
SURROGATES = range(0xD800, 0xE000)
"""Code points that are no characters."""


def character(number: int) -> str:
    """The character that stands for a facet."""
    code = FIRST + number
    return chr(code if code < SURROGATES.start else code + len(SURROGATES))


def number_of(letter: str) -> int:
    """The facet that a character stands for."""
    code = ord(letter)
    return (code if code < SURROGATES.start else code - len(SURROGATES)) - FIRST


def numbers_of(text: str) -> list[int]:
    """The facets that a text of characters stands for."""
    return [number_of(letter) for letter in text]


def learn(pairs: set[Pair]) -> dict[Pair, int]:
    """The number of each pair; a new one gets a number."""
    names = {name for name, _value in pairs}
    numbers = known(names)
    if new := sorted(pairs - numbers.keys()):  # in order, so that no two writers block each other
        rows = [Facet(name=name, value=value) for name, value in new]
        Facet.objects.bulk_create(rows, ignore_conflicts=True)
        numbers = known(names)
    return numbers


def known(names: Iterable[str]) -> dict[Pair, int]:
    """The numbers of all values of these facets."""
    rows = Facet.objects.filter(name__in=sorted(set(names))).values_list("name", "value", "pk")
    return {(name, value): number for name, value, number in rows}


def in_index(names: Iterable[str]) -> dict[Pair, int]:
    """The numbers of all values of these facets, read once until the index changes."""
    kept, wanted = numbers_in_index(index_generation()), frozenset(names)
    if wanted not in kept:
        kept[wanted] = known(wanted)
    return kept[wanted]


@held_last
def numbers_in_index(_index: int) -> dict[frozenset[str], dict[Pair, int]]:
    """What was read in the present index, by the names of facets.

    Args:
        _index: the number of its changes.
    """
    return {}


def documents_with(name: str, value: str) -> QuerySet[SearchDocument]:
    """All documents that have a facet."""
    number = known([name]).get((name, value))
    if number is None:
        return SearchDocument.objects.none()
    return SearchDocument.objects.filter(facets__contains=character(number))


def written(numbers: Iterable[int]) -> str:
    """Facets as a text."""
    return "".join(character(number) for number in numbers)


def read(texts: Iterable[str]) -> list[list[Pair]]:
    """The pairs that each of these texts stands for."""
    lists = [numbers_of(text) for text in texts]
    pairs = pairs_read()
    if new := {number for numbers in lists for number in numbers} - pairs.keys():
        rows = Facet.objects.filter(pk__in=new).values_list("pk", "name", "value")
        pairs.update({number: (name, value) for number, name, value in rows})
    return [[pairs[number] for number in numbers if number in pairs] for numbers in lists]


@held_last
def pairs_read() -> dict[int, Pair]:
    """The pairs that this process has read, by number: a number stands for the same for ever."""
    return {}


def by_name(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """The values of each facet that a document has."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def times(alone: str, alike: str) -> Counter[str]:
    """How many documents have each character.

    Args:
        alone: the texts of documents whose facets no other has, one after the other.
        alike: other texts with the number of documents that have just these facets: `āăą 12;…`.
    """
    found = Counter(alone)
    for one in filter(None, alike.split(";")):
        letters, _space, number = one.partition(" ")
        for letter in letters:
            found[letter] += int(number)
    return found


def count(
    times: Counter[str], names: tuple[str, ...], numbers: dict[Pair, int]
) -> dict[str, dict[str, int]]:
    """How many documents have each value of these facets.

    Args:
        times: how many have each character.
        names: the facets to count.
        numbers: the numbers of their values.
    """
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for (name, value), number in numbers.items():
        if name in found and (here := times[character(number)]):
            found[name][value] = here
    return found
