"""The set itself: enough queries, of every kind, judged on texts that exist."""

import datetime
from collections import Counter, defaultdict

import pytest

from passerelle.demo.content import FOLDER, read_table
from tests.factories import ITEMS
from tests.relevance.corpus import Document, read_corpus
from tests.relevance.judgements import (
    COLUMNS,
    FILE,
    HELD_OUT,
    PARTS,
    Judgement,
    read_judgements,
    read_rows,
)

LANGUAGES = ("fr", "en")
KINDS = {
    "plain", "inflected", "mistyped", "accents", "elision", "compound", "synonym", "phrase",
    "exclusion", "field", "several themes", "broad term", "question", "name", "no answer",
    "other language",
}  # fmt: skip


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Every text by its name."""
    return {document.name: document for document in read_corpus()}


@pytest.fixture(scope="module")
def judgements() -> list[Judgement]:
    """Every query."""
    return read_judgements()


def test_the_corpus_is_large_enough_in_both_languages(documents: dict[str, Document]) -> None:
    languages = Counter(document.language for document in documents.values())
    assert set(languages) == set(LANGUAGES)
    assert languages["fr"] >= 60
    assert languages["en"] >= 50
    assert languages.total() >= 120
    keys = Counter(document.key for document in documents.values())
    assert sum(count == 2 for count in keys.values()) >= 20, "texts that are translations"


def test_every_text_is_whole_and_uses_the_thesaurus(documents: dict[str, Document]) -> None:
    themes = read_table(FOLDER / "thesaurus.toml", datetime.date(2024, 1, 1))
    for document in documents.values():
        assert document.title and document.summary and document.body, document.name
        assert document.type in {*ITEMS, "organization", "document"}, document.name
        assert document.themes and set(document.themes) <= set(themes), document.name
        assert document.countries, document.name
    assert set(ITEMS) <= {document.type for document in documents.values()}


def test_no_two_texts_are_the_same(documents: dict[str, Document]) -> None:
    for part in ("title", "summary", "body"):
        assert len({getattr(document, part) for document in documents.values()}) == len(documents)


def test_the_file_has_the_promised_columns_and_values(documents: dict[str, Document]) -> None:
    assert FILE.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    rows = read_rows()
    for row in rows:
        assert list(row) == COLUMNS
        assert row["query"] == row["query"].strip() != ""
        assert row["language"] in LANGUAGES, row
        assert row["document"] in documents or (row["document"], row["grade"]) == ("", "0"), row
        assert row["grade"] in {"0", "1", "2", "3"}, row
        assert row["part"] in PARTS, row
        assert row["kind"] in KINDS, row
    pairs = Counter((row["query"], row["language"], row["document"]) for row in rows)
    assert max(pairs.values()) == 1, "a document is judged once for a query"


def test_all_rows_of_a_query_agree_on_its_part_and_kind() -> None:
    found = defaultdict(set)
    for row in read_rows():
        found[row["query"], row["language"]].add((row["part"], row["kind"]))
    assert {query: pairs for query, pairs in found.items() if len(pairs) > 1} == {}


def test_there_are_enough_queries_in_each_language(judgements: list[Judgement]) -> None:
    languages = Counter(judgement.language for judgement in judgements)
    assert languages.total() >= 150
    assert min(languages[language] for language in LANGUAGES) >= 60


def test_a_third_is_held_out_of_every_kind_and_language(judgements: list[Judgement]) -> None:
    held_out = [judgement for judgement in judgements if judgement.part == HELD_OUT]
    assert len(held_out) == pytest.approx(len(judgements) / 3, rel=0.1)
    sizes = Counter((judgement.language, judgement.kind) for judgement in judgements)
    held = Counter((judgement.language, judgement.kind) for judgement in held_out)
    assert set(sizes) == {(language, kind) for language in LANGUAGES for kind in KINDS}
    for group, size in sizes.items():
        assert abs(held[group] - size / 3) < 1, group


def test_only_queries_without_an_answer_have_none(judgements: list[Judgement]) -> None:
    for judgement in judgements:
        assert judgement.has_answer == (judgement.kind != "no answer"), judgement.query


def test_near_misses_are_judged_too(judgements: list[Judgement]) -> None:
    grades = Counter(grade for judgement in judgements for grade in judgement.grades.values())
    assert grades[0] >= 50
    assert grades[1] >= 100


def test_another_language_answers_only_where_the_readers_own_does_not(
    judgements: list[Judgement],
) -> None:
    for judgement in judgements:
        other = {
            name: grade
            for name, grade in judgement.grades.items()
            if not name.startswith(f"{judgement.language}/")
        }
        assert max(other.values(), default=0) <= 2, judgement.query
        own = [grade for name, grade in judgement.grades.items() if name not in other]
        assert not other or max(own, default=0) <= 2, judgement.query
