"""A PDF that does more than show pages is told from one that does not."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NullObject,
    TextStringObject,
)

from files import pdf_actions
from files.pdf_actions import found_in
from tests.files.test_examined import packed, refusal

OWNER = "of the owner"


def action(kind: str, **more: Any) -> DictionaryObject:
    """An action of a kind."""
    return DictionaryObject(
        {NameObject("/S"): NameObject(f"/{kind}")}
        | {NameObject(f"/{key}"): value for key, value in more.items()}
    )


def with_pages(change: Callable[[PdfWriter], None] = lambda writer: None) -> bytes:
    """A PDF of a page, changed."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def opening(kind: str, **more: Any) -> bytes:
    """A PDF that does something when it is opened."""

    def change(writer: PdfWriter) -> None:
        writer._root_object[NameObject("/OpenAction")] = action(kind, **more)

    return with_pages(change)


def scripted() -> bytes:
    """A PDF that runs a script when it is opened."""
    return opening("JavaScript", JS=TextStringObject("app.alert(1)"))


def on_a_page() -> bytes:
    """A PDF whose page runs a script, in a list within a list."""

    def change(writer: PdfWriter) -> None:
        deep = ArrayObject([ArrayObject([action("JavaScript", JS=TextStringObject("x"))])])
        writer.pages[0][NameObject("/Annots")] = writer._add_object(deep)

    return with_pages(change)


def attached(name: str) -> bytes:
    """A PDF with a file in it."""
    return with_pages(lambda writer: writer.add_attachment(name, b"MZ"))


def locked(password: str) -> bytes:
    """A PDF with a script, locked; whoever has no password opens it if that is empty."""

    def change(writer: PdfWriter) -> None:
        writer._root_object[NameObject("/OpenAction")] = action("JavaScript")
        writer.encrypt(password, OWNER, algorithm="AES-256")

    return with_pages(change)


def nested(deep: int) -> bytes:
    """A PDF with lists within lists."""

    def change(writer: PdfWriter) -> None:
        item: Any = NullObject()
        for _depth in range(deep):
            item = ArrayObject([item])
        writer._root_object[NameObject("/Deep")] = item

    return with_pages(change)


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (with_pages, ""),
        (lambda: opening("URI", URI=TextStringObject("https://passerelle.example/")), ""),
        (lambda: opening("GoTo"), ""),
        (lambda: attached("factur-x.xml"), ""),
        (scripted, "script"),
        (on_a_page, "script"),
        (lambda: opening("Launch", F=TextStringObject("calc.exe")), "launch"),
        (lambda: opening("ImportData"), "launch"),
        (lambda: opening("GoToE"), "attached"),
        (lambda: attached("tool.exe"), "attached"),
        (lambda: attached("tool.xml.exe"), "attached"),
        (lambda: locked(""), "script"),
        (lambda: nested(60), "unread"),
        (lambda: scripted().replace(b"/JavaScript", b"/Java#53cript"), "script"),
    ],
)
def test_what_a_pdf_does_is_found(make: Callable[[], bytes], found: str) -> None:
    assert found_in(io.BytesIO(make())) == found


def test_the_worst_of_several_is_said() -> None:
    both = scripted().replace(b"/OpenAction", b"/OpenAction << /S /Launch >> /AA", 1)
    assert found_in(io.BytesIO(both)) == "launch"


def test_one_that_cannot_be_looked_through_in_time_is_not_vouched_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_actions, "PATIENT_SECONDS", -1)
    assert found_in(io.BytesIO(with_pages())) == "unread"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (b"/OpenAction <<", b"/OpenAction <", "unread"),
        (b"/S /JavaScript", b"/S )JavaScript", "script"),
        (b"startxref\n", b"startxref\n9", ""),
    ],
)
def test_a_damaged_one_that_names_a_script_is_not_vouched_for(
    before: bytes, after: bytes, found: str
) -> None:
    content = scripted() if found else with_pages()
    assert found_in(io.BytesIO(content.replace(before, after, 1))) == found


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: locked("a word"), "locked with a password"),
        (lambda: b"%PDF-1.7 no more than that", "not what its name says"),
        (lambda: with_pages() + packed(("evil.txt", b"x")), "not what its name says"),
        (lambda: b"", "not what its name says"),
    ],
)
def test_one_that_nobody_can_look_into_is_refused(make: Callable[[], bytes], said: str) -> None:
    assert said in refusal(make(), "pdf")
