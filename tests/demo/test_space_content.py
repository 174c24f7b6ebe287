"""The spaces of the demonstration, read from their files."""

import pytest

from access.presets import PRESETS
from access.roles import RANKS
from passerelle.demo import documents
from passerelle.demo.accounts import ACCOUNTS
from passerelle.demo.content import Content, Facts, SpaceContent
from tests.demo.conftest import LANGUAGES

KEYS = {account.key for account in ACCOUNTS}


def threads(space: SpaceContent, kind: str) -> list[Facts]:
    """The notes or the discussions of a space."""
    return [thread for thread in space.talk["threads"] if thread["kind"] == kind]


def test_there_is_a_space_for_each_way_to_come_in_and_each_use(content: Content) -> None:
    assert {space.facts["preset"] for space in content.spaces} == set(PRESETS)
    kinds = {space.facts["kind"] for space in content.spaces}
    assert {"members_area", "network", "organization", "folder", "project", "event"} <= kinds


def test_every_text_of_a_space_is_in_both_languages_with_the_same_parts(content: Content) -> None:
    for space in content.spaces:
        for item in [space.home, *space.pages]:
            assert set(item.texts) == set(LANGUAGES), f"{space.key} {item.key}"
            assert len({tuple(text.parts) for text in item.texts.values()}) == 1, item.key
            for text in item.texts.values():
                assert text.front["title"]
                assert text.front["summary"]


def test_every_space_has_life_in_it(content: Content) -> None:
    for space in content.spaces:
        assert 2 <= len(threads(space, "note")) <= 4, space.key
        assert 1 <= len(threads(space, "discussion")) <= 3, space.key
        assert 1 <= len(space.facts["files"]) <= 3, space.key
        assert 1 <= len(space.pages) <= 2, space.key
        assert space.talk["invitations"], space.key
        for thread in threads(space, "discussion"):
            assert 3 <= len(thread["messages"]) <= 6, thread["title"]
            authors = {message["author"] for message in thread["messages"]}
            assert len(authors) >= 2, thread["title"]


def test_only_people_who_could_write_that_day_have_written(content: Content) -> None:
    for space in content.spaces:
        people = space.facts["people"]
        written = [
            (message["author"], message["day"])
            for thread in space.talk["threads"]
            for message in thread["messages"]
        ]
        written += [(file["by"], file["day"]) for file in space.facts["files"]]
        for author, day in written:
            facts = people[author]
            assert RANKS[facts["role"]] >= RANKS["contributor"], f"{space.key} {author}"
            assert facts["since"] <= day <= facts.get("left", 0), f"{space.key} {author}"


def test_messages_follow_each_other_in_time(content: Content) -> None:
    for space in content.spaces:
        for thread in space.talk["threads"]:
            times = [(message["day"], message["at"]) for message in thread["messages"]]
            assert times == sorted(times), thread["title"]
            assert thread["language"] in LANGUAGES


def test_managers_invite_and_strangers_ask_and_answer_every_question(content: Content) -> None:
    for space in content.spaces:
        people = space.facts["people"]
        for invitation in space.talk["invitations"]:
            assert people[invitation["by"]]["role"] == "manager", space.key
            assert invitation["role"] in RANKS
        requests = space.talk.get("requests", [])
        assert bool(requests) == (space.facts["preset"] == "members"), space.key
        for request in requests:
            assert request["person"] not in people
            asked = space.home.texts["fr"].front["questions"]
            assert len(request["answers"]) == len(asked)


def test_everybody_named_is_described(content: Content) -> None:
    known = KEYS | set(content.tables["people"])
    for space in content.spaces:
        named = set(space.facts["people"])
        named |= {request["person"] for request in space.talk.get("requests", [])}
        assert named <= known, space.key


def test_a_limited_account_belongs_to_one_space_and_never_to_the_members_area(
    content: Content,
) -> None:
    for account in ACCOUNTS:
        if account.role in ("partner", "volunteer"):
            (space,) = (row for row in content.spaces if account.key in row.facts["people"])
            assert space.facts["kind"] in ("project", "folder")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_a_space_is_there_and_small(content: Content, language: str) -> None:
    for space in content.spaces:
        names = [row["file"] for row in space.facts["files"] if row["language"] == language]
        names += [
            f"{item.texts[language].front['slug']}.{item.facts['format']}"
            for item in space.pages
            if "format" in item.facts
        ]
        for name in names:
            assert 300 < (documents.FOLDER / language / name).stat().st_size < 5000, name
