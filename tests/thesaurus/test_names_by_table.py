"""A documentalist fills in the table of missing names, and sees line by line what it brings."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import JournalEntry
from exchange.waiting import waiting_files
from tests.factories import concept, holding, signed_in
from thesaurus.models import Concept, ConceptLabel, FormerCode

DESK = "/en/thesaurus/"
ADDRESS = f"{DESK}names/"
HEAD = ["Language", "Code", "Name to add"]


@pytest.fixture(autouse=True)
def known(water: Concept, settings: Any, tmp_path: Path) -> None:
    """The themes of these tests; tables that wait lie where no other test looks."""
    settings.DATA = tmp_path
    FormerCode.objects.create(code="old-water", concept=water)


def table(*rows: list[str], head: list[str] = HEAD) -> SimpleUploadedFile:
    """A table as a spreadsheet writes it."""
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows([head, *rows])
    return SimpleUploadedFile("themes.csv", written.getvalue().encode())


def send(desk: Client, *rows: list[str], **words: Any) -> Any:
    """Send a table, and go where that leads."""
    return desk.post(ADDRESS, {"file": table(*rows, **words)}, follow=True)


def agree(desk: Client, shown: Any) -> str:
    """Say yes to a report; what is told then."""
    plan = {"plan": shown.context["plan"].mark}
    answer = desk.post(shown.request["PATH_INFO"], plan, follow=True)
    return answer.content.decode()


def names() -> dict[tuple[str, str], str]:
    """All names of themes, by code and language."""
    rows = ConceptLabel.objects.values_list("concept__code", "language", "name")
    return {(code, language): name for code, language, name in rows}


def test_what_was_taken_out_comes_back_filled_in(desk: Client, documentalist: Any) -> None:
    out = desk.get(f"{DESK}?language=en&format=csv").content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(out))
    (row,) = rows
    shown = send(desk, [*row[:-1], "  wells  and\u00a0boreholes "], head=head)
    assert shown.context["counts"] == {"refused": 0, "taken": 1, "unchanged": 0}
    assert ("wells", "en") not in names(), "nothing is written before the yes"
    assert "1 name was added." in agree(desk, shown)
    assert names()["wells", "en"] == "wells and boreholes"
    entry = JournalEntry.objects.get(verb="themes_named")
    assert (entry.actor, entry.facts) == (documentalist, {"number": 1})
    assert "wells and boreholes" in desk.get("/en/themes/wells/").content.decode().lower()
    assert not list(waiting_files())


def test_the_headings_are_known_in_each_language(desk: Client) -> None:
    head = ["Code", "Nom à ajouter", "Langue"]
    shown = send(desk, ["wells", "boreholes", "en"], head=head)
    assert shown.context["counts"]["taken"] == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["xx", "wells", "boreholes"], "no such language"),
        (["en", "nothing", "boreholes"], "No theme has this code"),
        (["en", "old-water", "boreholes"], "part of another one now: “water”"),
        (["en", "water", "Aqua"], "which stays: “water”"),
        (["en", "wells", "Waters"], "stands for another theme already"),
        (["fr", "environment", "or bleu"], "which stays: “Environnement”"),
        (["en", "wells", "123"], "Type a word or a few"),
        (["en", "wells", "https://x.example/"], "Type a word or a few"),
        (["en", "wells", "x" * 101], "100"),
        (["en", "wells", "boreholes", "beyond"], "more cells than the first"),
    ],
)
def test_a_line_is_refused_with_its_reason_and_changes_nothing(
    desk: Client, row: list[str], reason: str
) -> None:
    before = names()
    shown = send(desk, row)
    assert reason in shown.content.decode()
    assert shown.context["counts"] == {"refused": 1, "taken": 0, "unchanged": 0}
    agree(desk, shown)
    assert names() == before


def test_of_two_lines_that_do_not_go_together_the_first_is_taken(desk: Client) -> None:
    concept("springs", "sources", "springs")
    ConceptLabel.objects.filter(concept__code="springs", language="en").delete()
    shown = send(
        desk, ["en", "wells", "boreholes"], ["en", "wells", "pits"], ["en", "springs", "Borehole"]
    )
    assert shown.context["counts"] == {"refused": 2, "taken": 1, "unchanged": 0}
    assert shown.content.decode().count("Line 2 has the same theme or the same name") == 2
    agree(desk, shown)
    assert names()["wells", "en"] == "boreholes"
    assert ("springs", "en") not in names()


def test_empty_cells_and_names_that_are_there_change_nothing(desk: Client) -> None:
    shown = send(desk, ["en", "wells", ""], ["en", "water", "water"])
    assert shown.context["counts"] == {"refused": 0, "taken": 0, "unchanged": 2}
    assert "Take these names" not in shown.content.decode()


def test_nothing_is_written_if_the_thesaurus_changed_meanwhile(desk: Client) -> None:
    shown = send(desk, ["en", "wells", "boreholes"], ["es", "wells", "pozos"])
    ConceptLabel.objects.create(
        concept=Concept.objects.get(code="wells"), language="en", name="dug wells"
    )
    html = agree(desk, shown)
    assert "has changed since this was shown" in html
    assert "dug wells" in html
    assert ("wells", "es") not in names()


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("themes.csv", b""),
        SimpleUploadedFile("themes.xlsx", b"PK\x03\x04 no workbook"),
        SimpleUploadedFile("themes.csv", b"<html>"),
        table(["wells", "boreholes"], head=["Code", "Name to add"]),
        None,
    ],
)
def test_what_is_no_such_table_is_refused_with_a_sentence(desk: Client, file: Any) -> None:
    answer = desk.post(ADDRESS, {"file": file} if file else {})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not list(waiting_files())


def test_a_table_that_waits_is_hers_alone_and_for_a_while(
    desk: Client, roles: dict[str, Group]
) -> None:
    shown = send(desk, ["en", "wells", "boreholes"])
    other = signed_in(holding(roles["editor"]))
    address = shown.request["PATH_INFO"]
    assert "waited for more than a day" in other.get(address, follow=True).content.decode()
    assert "no-store" in desk.get(address)["Cache-Control"]
    send(desk, ["en", "wells", "pits"])
    agree(desk, shown)
    assert ("wells", "en") not in names()


def test_the_screens_are_missing_for_all_others(
    client: Client, hers: Client, roles: dict[str, Group]
) -> None:
    for reader in (client, hers, signed_in(holding(roles["contributor"]))):
        for address in (ADDRESS, f"{ADDRESS}abc/"):
            assert reader.get(address).status_code == 404
            assert reader.post(address, {"file": table()}).status_code == 404


def test_names_are_never_taken_for_markup(desk: Client) -> None:
    shown = send(desk, ["en", "wells", "<b>pits</b>"], ["en", "<i>", "x"], ["<u>", "wells", "x"])
    html = shown.content.decode()
    assert not any(sign in html for sign in ("<b>", "<i>", "<u>"))


def test_a_longer_table_takes_as_many_queries_to_show(desk: Client) -> None:
    counted = []
    for number in (1, 20):
        rows = [["en", f"theme-{one}", f"name {one}"] for one in range(number)]
        address = send(desk, *rows).request["PATH_INFO"]
        with CaptureQueriesContext(connection) as queries:
            desk.get(address)
        counted.append(len(queries))
    assert counted[0] == counted[1]
