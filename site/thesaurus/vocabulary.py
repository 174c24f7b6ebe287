"""The whole thesaurus in memory: a few hundred terms, read once, forgotten when one changes."""

from dataclasses import dataclass, field

from babel import Locale
from django.utils.translation import get_language

from access.generation import held
from thesaurus.models import Concept, ConceptLabel, Territory


@dataclass(frozen=True)
class Term:
    """A concept as readers need it."""

    code: str
    broader: str | None
    names: dict[str, str]
    synonyms: dict[str, list[str]]
    definitions: dict[str, str]
    related: tuple[str, ...] = ()


@dataclass(eq=False)
class Vocabulary:
    """Terms and places by code, with their names in a language."""

    terms: dict[str, Term]
    places: dict[str, tuple[str | None, str]]
    narrower: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for term in self.terms.values():
            if term.broader:
                self.narrower.setdefault(term.broader, []).append(term.code)

    def label(self, code: str, language: str | None = None) -> str:
        """The name of a theme in a language, else in another; empty if there is no such theme."""
        term = self.terms.get(code)
        if term is None:
            return ""
        names = term.names
        return names.get(language or get_language() or "") or next(iter(names.values()), code)

    def place(self, code: str, language: str | None = None) -> str:
        """The name of a country or region in a language; its code when unknown."""
        own_name = self.places.get(code, (None, ""))[1]
        if own_name:
            return own_name
        names = Locale.parse(language or get_language() or "en", sep="-").territories
        return names.get(code, code)

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


@held
def vocabulary() -> Vocabulary:
    """The thesaurus as it stands, from memory unless a term changed since."""
    return read()


def read() -> Vocabulary:
    """Read the thesaurus from the database, in four queries."""
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
            synonyms={
                label.language: [
                    line.strip() for line in label.synonyms.splitlines() if line.strip()
                ]
                for label in labels.get(pk, [])
            },
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
    return Vocabulary(terms, places)
