"""The whole thesaurus in memory: some thousand terms, read once, forgotten when one changes."""

from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.utils.translation import get_language

from access.generation import held
from thesaurus.models import Concept, ConceptLabel, FormerCode, Territory
from thesaurus.standard import country_names


@dataclass(frozen=True)
class Term:
    """A concept as readers need it."""

    code: str
    broader: str | None
    names: dict[str, str]
    synonyms: dict[str, list[str]]
    definitions: dict[str, str]
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """A text and the language that it is in, which is not always the reader's."""

    text: str
    language: str


@dataclass(eq=False)
class Vocabulary:
    """Terms and places by code, with their names in a language.

    Attributes:
        terms: the themes by code.
        places: what each place lies in, and its own name if it has one.
        former: codes by the code that a theme had before it was merged into another.
    """

    terms: dict[str, Term]
    places: dict[str, tuple[str | None, str]]
    former: dict[str, str] = field(default_factory=dict)
    narrower: dict[str, list[str]] = field(default_factory=dict)
    places_within: dict[str | None, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for term in self.terms.values():
            if term.broader:
                self.narrower.setdefault(term.broader, []).append(term.code)
        for code, (broader, _name) in self.places.items():
            self.places_within.setdefault(broader, []).append(code)

    def current(self, code: str) -> str:
        """The code by which a theme goes now: its own, unless it is part of another."""
        return self.former.get(code, code)

    def said(self, code: str, language: str | None = None) -> Said:
        """The name of a theme in a language, else in the first of the site's that has one."""
        term = self.terms.get(code)
        return first_said(term.names if term else {}, language) or Said(code if term else "", "")

    def label(self, code: str, language: str | None = None) -> str:
        """The name of a theme in a language, else in another; empty if there is no such theme."""
        return self.said(code, language).text

    def definition(self, code: str, language: str | None = None) -> Said | None:
        """What a theme means, in a language, else in the first of the site's that says it."""
        return first_said(self.terms[code].definitions, language)

    def unnamed(self, language: str) -> list[str]:
        """The codes of the themes that have no name in a language."""
        return [code for code, term in self.terms.items() if not term.names.get(language)]

    @cached_property
    def domains(self) -> list[str]:
        """The codes of the themes that have no broader one."""
        return [code for code, term in self.terms.items() if term.broader is None]

    def place(self, code: str, language: str | None = None) -> str:
        """The name of a country or region in a language; its code when unknown."""
        own_name = self.places.get(code, (None, ""))[1]
        if own_name:
            return own_name
        return country_names(language or get_language() or "en").get(code, code)

    def with_broader(self, code: str) -> list[str]:
        """A theme followed by its broader ones, nearest first."""
        chain: list[str] = []
        current: str | None = code
        while current and current in self.terms and current not in chain:
            chain.append(current)
            current = self.terms[current].broader
        return chain

    def place_with_broader(self, code: str) -> list[str]:
        """A place followed by those that it lies in, nearest first."""
        chain: list[str] = []
        current: str | None = code
        while current and current not in chain:
            chain.append(current)
            current = self.places.get(current, (None, ""))[0]
        return chain


def first_said(texts: dict[str, str], language: str | None) -> Said | None:
    """The text in a language, else in the first of the site's languages, else in any that has one.

    Args:
        texts: by language.
        language: the reader's; that of the moment unless named.
    """
    wanted = language or get_language() or ""
    for code in (wanted, *(code for code, _name in settings.LANGUAGES), *texts):
        if text := texts.get(code):
            return Said(text, code)
    return None


@held
def vocabulary() -> Vocabulary:
    """The thesaurus as it stands, from memory unless a term changed since."""
    return read()


def read() -> Vocabulary:
    """Read the thesaurus from the database, in five queries."""
    labels: dict[int, list[ConceptLabel]] = {}
    for label in ConceptLabel.objects.all():
        labels.setdefault(label.concept_id, []).append(label)
    concepts = {concept.pk: concept for concept in Concept.objects.all()}
    related: dict[int, list[str]] = {}
    for source, target in Concept.related.through.objects.values_list(
        "from_concept_id", "to_concept_id"
    ):
        related.setdefault(source, []).append(concepts[target].code)
    terms = {
        concept.code: Term(
            code=concept.code,
            broader=concepts[concept.broader_id].code if concept.broader_id else None,
            names={label.language: label.name for label in labels.get(pk, [])},
            synonyms={label.language: label.other_words for label in labels.get(pk, [])},
            definitions={label.language: label.definition for label in labels.get(pk, [])},
            related=tuple(sorted(related.get(pk, []))),
        )
        for pk, concept in concepts.items()
    }
    territories = {place.pk: place for place in Territory.objects.all()}
    places = {
        place.code: (
            territories[place.broader_id].code if place.broader_id else None,
            place.name,
        )
        for place in territories.values()
    }
    former = dict(FormerCode.objects.values_list("code", "concept__code"))
    return Vocabulary(terms, places, former)
