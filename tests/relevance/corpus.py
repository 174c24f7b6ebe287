"""Texts of our own that no change of the demonstration can shift, put into the index."""

import datetime
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from access.generation import forget_held
from access.models import PUBLIC
from passerelle.demo.content import FOLDER, read_table
from passerelle.demo.records import create_concepts, create_territories
from search.documents import SOURCES, Entry, register
from search.indexing import index_objects
from search.jobs import run
from search.models import ExternalIndex, IndexJob
from tests.search.telling import tell
from thesaurus.models import Territory
from thesaurus.vocabulary import vocabulary

TEXTS = Path(__file__).parent / "texts"
KIND = "relevance"


@dataclass(frozen=True)
class Document:
    """A text of `texts/<language>/<key>.md`; the same key in two languages is a translation."""

    language: str
    key: str
    type: str
    date: datetime.date
    themes: list[str]
    countries: list[str]
    title: str
    summary: str
    body: str

    @property
    def name(self) -> str:
        """How judgements name it: `fr/puits-tourou`."""
        return f"{self.language}/{self.key}"


def read_corpus(folder: Path = TEXTS) -> list[Document]:
    """Every text, in the order of its name."""
    return [read_document(file) for file in sorted(folder.glob("*/*.md"))]


def read_document(file: Path) -> Document:
    """Facts between `+++` lines, then the text."""
    _before, facts, body = file.read_text(encoding="utf-8").split("+++\n", 2)
    return Document(
        language=file.parent.name, key=file.stem, body=body.strip(), **tomllib.loads(facts)
    )


class CorpusSource:
    """The texts as a kind of object that the search finds; translations share an id."""

    kind = KIND

    def __init__(self, documents: list[Document]) -> None:
        keys = sorted({document.key for document in documents})
        self.ids = {key: number for number, key in enumerate(keys, start=1)}
        self.documents = documents

    def entries(self, object_ids: list[int]) -> Iterable[tuple[int, Entry]]:
        """One entry for each text."""
        wanted = set(object_ids)
        for document in self.documents:
            number = self.ids[document.key]
            if number in wanted:
                yield number, entry(document)

    def all_ids(self) -> Iterable[int]:
        """The id of every text."""
        return self.ids.values()

    def addresses(
        self, keys: list[tuple[int, str]], audiences: tuple[str, ...]
    ) -> dict[tuple[int, str], str]:
        """The name of each text, as its address."""
        names = {number: key for key, number in self.ids.items()}
        return {(number, language): f"{language}/{names[number]}" for number, language in keys}


def entry(document: Document) -> Entry:
    """A text as the index sees it: public, with its broader themes and places written out."""
    terms = vocabulary()
    themes = {code for theme in document.themes for code in terms.with_broader(theme)}
    places = {code for place in document.countries for code in terms.place_with_broader(place)}
    return Entry(
        type=document.type,
        language=document.language,
        group=f"{KIND}-{document.key}",
        title=document.title,
        summary=document.summary,
        body=document.body,
        date=document.date,
        facets=[
            *(("theme", code) for code in sorted(themes)),
            *(("country", code) for code in sorted(places)),
        ],
        themes=document.themes,
        audience=PUBLIC,
        shown_in=(document.language,),
    )


@contextmanager
def corpus_indexed() -> Iterator[None]:
    """Have the search find the texts, and nothing else of theirs afterwards.

    The database must be empty of themes and places: those of the demonstration are written.
    """
    source = CorpusSource(read_corpus())
    create_thesaurus({code for document in source.documents for code in document.countries})
    register(source)
    try:
        index_objects(KIND, list(source.all_ids()))
        if settings.SEARCH_URL and not ExternalIndex.objects.exists():
            run(IndexJob(kind=IndexJob.Kind.COPY))
        tell()
        yield
    finally:
        # An engine outside the database does not roll back: it is told that they are gone.
        source.documents = []
        index_objects(KIND, list(source.all_ids()))
        tell()
        del SOURCES[KIND]
        forget_held()


def create_thesaurus(countries: set[str]) -> None:
    """Write the demonstration's themes and places, and the countries that it does not have."""
    create_concepts(read_table(FOLDER / "thesaurus.toml", datetime.date(2024, 1, 1)))
    known = create_territories()
    Territory.objects.bulk_create(Territory(code=code) for code in sorted(countries - set(known)))
    forget_held()
