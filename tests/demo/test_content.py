"""The prose of the demonstration, read from its files."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from passerelle.demo import documents
from passerelle.demo.content import FOLDER, Content, Facts, SpaceContent
from passerelle.demo.drawing import SUBJECTS
from tests.demo.conftest import LANGUAGES

ONE_LANGUAGE = {"articles/fete-des-semences", "experience-sheets/salaires-et-benevoles"}
LONG_PARTS = {
    "projects": "body",
    "seminars": "write-up",
    "articles": "body",
    "experience-sheets": "body",
}
LONG = 400
AT_LEAST = {
    "projects": 8,
    "seminars": 6,
    "workshops": 5,
    "networks": 5,
    "resources": 14,
    "experience-sheets": 8,
    "action-sheets": 4,
    "articles": 10,
}
WORD = re.compile(r"\w[\w’'-]*")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\s»”]+|\n")
LINK = re.compile(r"\]\(page:([a-z-]+/[a-z-]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([a-z]+)")


def strings(value: Any) -> Iterator[str]:
    """Every text in tables within tables; functions and places are no sentences."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("function", "room", "venue"):
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def prose_of_space(space: SpaceContent) -> Iterator[tuple[str, str]]:
    """Every text of a space, with where it stands."""
    for item in [space.home, *space.pages]:
        for language, text in item.texts.items():
            for words in [*strings(text.front), *text.parts.values()]:
                yield f"{language} {space.key} {item.key}", words
    for words in said(space.talk):
        yield f"talk {space.key}", words


def said(talk: Facts) -> Iterator[str]:
    """Every text of threads, requests and invitations."""
    for thread in talk["threads"]:
        yield thread["title"]
        yield from (message["text"] for message in thread["messages"])
    for request in talk.get("requests", []):
        yield request["message"]
        yield from request["answers"]
    yield from (invitation["sentence"] for invitation in talk.get("invitations", []))


def prose(content: Content) -> Iterator[tuple[str, str]]:
    """Every text that readers see, with where it stands."""
    for item in [*content.items, content.home, content.about]:
        for language, text in item.texts.items():
            place = f"{language} {item.name}"
            for words in [*strings(text.front), *text.parts.values()]:
                yield place, words
    for space in content.spaces:
        yield from prose_of_space(space)
    for name, tables in content.translated.items():
        for language, table in tables.items():
            for words in strings(table):
                yield f"{language} {name}", words
    for name in ("thesaurus", "objectives"):
        for language in LANGUAGES:
            for entry in content.tables[name].get("objectives", content.tables[name]).values():
                for words in strings(entry.get(language, {})):
                    yield f"{language} {name}", words


def test_there_is_as_much_of_each_kind_as_promised(content: Content) -> None:
    counts = Counter(item.kind for item in content.items)
    assert {kind: counts[kind] for kind in AT_LEAST if counts[kind] < AT_LEAST[kind]} == {}
    assert len(content.tables["organizations"]) >= 30
    assert len(content.tables["thesaurus"]) >= 60


def test_organisations_come_from_france_and_eight_countries_of_the_south(content: Content) -> None:
    countries = {facts["country"] for facts in content.tables["organizations"].values()}
    assert "FR" in countries
    assert len(countries - {"FR"}) >= 8


def test_seminars_are_to_come_and_written_up_and_one_has_two_days(content: Content) -> None:
    seminars = [item for item in content.items if item.kind == "seminars"]
    assert sum("written_up" in item.facts for item in seminars) >= 4
    assert sum(item.facts["starts"] > 0 for item in seminars) >= 2
    two_days = [item for item in seminars if item.facts["ends"] - item.facts["starts"] == 1]
    assert any(len(item.facts["sessions"]) >= 6 for item in two_days)


def test_all_but_two_pages_are_in_both_languages(content: Content) -> None:
    alone = {item.name for item in content.items if set(item.texts) != set(LANGUAGES)}
    assert alone == ONE_LANGUAGE


def test_every_page_has_title_summary_address_and_no_empty_part(content: Content) -> None:
    for item in [*content.items, content.home, content.about]:
        for language, text in item.texts.items():
            where = f"{language} {item.name}"
            assert all(text.front.get(name) for name in ("title", "summary", "slug")), where
            assert all(part.strip() for part in text.parts.values()), where
            assert item is content.home or item.kind == "offers" or text.parts, where
            if item.facts.get("picture"):
                assert text.front["picture_alt"], where


def test_both_languages_have_the_same_parts(content: Content) -> None:
    for item in content.items:
        assert len({tuple(text.parts) for text in item.texts.values()}) == 1, item.name


def test_descriptions_and_sections_are_in_both_languages(content: Content) -> None:
    for name, tables in content.translated.items():
        for language in LANGUAGES:
            assert set(tables[language]) == set(content.tables[name]), f"{language} {name}"
            assert all(words.strip() for words in strings(tables[language]))


def test_long_texts_are_long(content: Content) -> None:
    for item in content.items:
        part = LONG_PARTS.get(item.kind)
        for language, text in item.texts.items():
            if part in text.parts:
                assert len(WORD.findall(text.parts[part])) >= LONG, f"{language} {item.name}"


def test_no_sentence_is_said_twice(content: Content) -> None:
    places = defaultdict(set)
    for number, (place, words) in enumerate(prose(content)):
        for sentence in SENTENCE_END.split(words):
            plain = " ".join(WORD.findall(sentence)).casefold()
            if len(plain) > 40:
                places[plain].add((place, number))
    assert {sentence: where for sentence, where in places.items() if len(where) > 1} == {}


def test_no_year_is_left_to_be_filled_in(content: Content) -> None:
    assert [place for place, words in prose(content) if "{year" in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_in_texts_lead_to_pages_that_exist(content: Content, language: str) -> None:
    names = {item.name for item in content.items}
    for item in [*content.items, content.about]:
        if language in item.texts:
            for part in item.texts[language].parts.values():
                assert set(LINK.findall(part)) <= names, item.name


def test_every_subject_of_a_picture_can_be_drawn(content: Content) -> None:
    for item in content.items:
        assert item.facts.get("picture", SUBJECTS[0]) in SUBJECTS, item.name
        for text in item.texts.values():
            for part in text.parts.values():
                for alt, subject in PICTURE.findall(part):
                    assert alt, item.name
                    assert subject in SUBJECTS, item.name


def test_every_resource_with_a_format_has_its_file(content: Content) -> None:
    for item in content.items:
        if item.facts.get("format", "none") != "none" and item.kind == "resources":
            for language, text in item.texts.items():
                name = f"{text.front['slug']}.{item.facts['format']}"
                assert (documents.FOLDER / language / name).stat().st_size > 1000, name


def test_the_home_page_says_that_it_is_a_demonstration(content: Content) -> None:
    assert "démonstration" in content.home.texts["fr"].front["notice"]
    assert "demonstration" in content.home.texts["en"].front["notice"]


def test_what_changed_since_its_translation_stands_in_the_original_once(content: Content) -> None:
    items = {item.name: item for item in [*content.items, content.about]}
    for name, change in content.tables["translations"]["changes"].items():
        text = "\n".join(items[name].texts["fr"].parts.values())
        for now, then in change["words"]:
            assert (text.count(now), text.count(then)) == (1, 0), name


def test_states_of_translations_are_those_of_pages_that_are_translated(content: Content) -> None:
    for code, facts in content.tables["translations"]["languages"].items():
        for state in ("stale", "unread", "to_review"):
            for name in facts.get(state, []):
                assert (FOLDER / code / f"{name.removeprefix('/')}.md").exists(), f"{code} {name}"
