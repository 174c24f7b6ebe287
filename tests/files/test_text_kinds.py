"""The text of files of each kind, as far as honest people make them."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from files.text.extract import read
from files.text.limits import MOST_CELLS, MOST_CHARACTERS, MOST_PAGES, MOST_SLIDES
from files.text.outcome import DONE, FAILED, NO_TEXT, TOO_LARGE, Outcome
from tests.files.conftest import (
    MAKERS,
    SAMPLES,
    archive,
    docx,
    ods,
    odt,
    open_document,
    pdf,
    pptx,
    slide,
    xlsx,
)


def outcome_of(kind: str, content: bytes) -> Outcome:
    """What comes of some bytes that claim to be of a kind, read in this process."""
    return read(io.BytesIO(content), kind)


def text_of(kind: str, content: bytes) -> str:
    """The text of a file that is read wholly."""
    outcome = outcome_of(kind, content)
    assert outcome.state == DONE
    return outcome.text


@pytest.mark.parametrize("kind", list(MAKERS))
def test_the_words_of_a_file_are_read(kind: str) -> None:
    assert "Une phrase claire" in text_of(kind, MAKERS[kind]("Une phrase claire"))


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind != "pdf"])
def test_other_writings_are_read_as_they_are(kind: str) -> None:
    words = "Œuvre déjà lue, مياه الشرب, 水, 🌍"
    assert words in text_of(kind, MAKERS[kind](words))


@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
def test_what_libreoffice_makes_is_read(kind: str) -> None:
    text = text_of(kind, (SAMPLES / f"note.{kind}").read_bytes())
    for words in (
        "Le forage de Kaya", "Un biodigesteur et un puits", "Village", "Basnéré",
        "Une note de bas de page", "مياه الشرب",
    ):  # fmt: skip
        assert words in text
    assert "remarque cachée" not in text


@pytest.mark.parametrize("kind", ["docx", "odt", "odp", "pptx", "txt"])
def test_a_file_without_letters_has_no_text(kind: str) -> None:
    assert outcome_of(kind, MAKERS[kind](" … ")) == Outcome(NO_TEXT)


def test_a_scanned_pdf_has_no_text() -> None:
    writer = PdfWriter()
    for _number in range(3):
        writer.add_blank_page(300, 300)
    assert outcome_of("pdf", written(writer)) == Outcome(NO_TEXT)


def written(writer: PdfWriter) -> bytes:
    """The bytes of a PDF."""
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def copies(number: int, words: str) -> bytes:
    """A PDF of the same page so many times."""
    page = PdfReader(io.BytesIO(pdf(words))).pages[0]
    writer = PdfWriter()
    for _number in range(number):
        writer.add_page(page)
    return written(writer)


def test_every_page_of_a_pdf_is_read() -> None:
    assert text_of("pdf", copies(30, "forage")).count("forage") == 30


def test_of_a_pdf_with_too_many_pages_the_first_are_read() -> None:
    outcome = outcome_of("pdf", copies(MOST_PAGES + 3, "forage"))
    assert outcome.state == TOO_LARGE
    assert outcome.text.count("forage") == MOST_PAGES


def test_a_pdf_that_opens_without_a_password_is_read_and_a_locked_one_is_not() -> None:
    for password, state in (("", DONE), ("sesame", FAILED)):
        writer = PdfWriter(clone_from=io.BytesIO(pdf("forage")))
        writer.encrypt(password, owner_password="other", algorithm="AES-256")
        outcome = outcome_of("pdf", written(writer))
        assert (outcome.state, "forage" in outcome.text) == (state, state == DONE)


def test_control_characters_are_left_out() -> None:
    text = text_of("pdf", pdf("a\\000b\\001c"))
    assert "\x00" not in text
    assert "\x01" not in text
    assert text_of("txt", b"a\x00\x01b\x7fc") == "a b c"


def test_words_are_not_parted_by_hyphens_that_do_not_show() -> None:
    assert text_of("odt", odt("biodi\u00adgesteur")) == "biodigesteur"


def test_half_signs_are_mended_or_replaced() -> None:
    half = b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <FF>"
    half += b" endcodespacerange 2 beginbfchar <61> <D83D> <62> <0062> endbfchar"
    writer = PdfWriter(clone_from=io.BytesIO(pdf("ab")))
    font = writer.pages[0]["/Resources"]["/Font"]["/F1"].get_object()  # type: ignore[index]
    table = DecodedStreamObject()
    table.set_data(half)
    font[NameObject("/ToUnicode")] = writer._add_object(table)
    text = text_of("pdf", written(writer))
    assert text.encode().decode() == text
    assert "b" in text


def test_of_a_text_that_is_too_long_the_beginning_is_kept() -> None:
    for kind in ("docx", "odt", "txt"):
        outcome = outcome_of(kind, MAKERS[kind]("".join(f"mot{n} " for n in range(150_000))))
        assert outcome.state == TOO_LARGE
        assert len(outcome.text) == MOST_CHARACTERS
        assert outcome.text.startswith("mot0 mot1 ")


def test_paragraphs_tabs_and_breaks_part_words() -> None:
    body = "<w:p><w:r><w:t>un</w:t><w:tab/><w:t>deux</w:t><w:br/><w:t>trois</w:t></w:r></w:p>"
    wrapped = docx(f"quatre</w:t></w:r></w:p>{body}<w:p><w:r><w:t>cinq")
    assert text_of("docx", wrapped) == "quatre\nun deux trois\ncinq"
    assert text_of("odt", odt("un<text:tab/>deux<text:s/>trois<text:line-break/>quatre")) == (
        "un deux trois quatre"
    )


def test_remarks_struck_out_words_and_second_copies_are_left() -> None:
    assert text_of("odt", odt("un<office:annotation><text:p>x</text:p></office:annotation>")) == (
        "un"
    )
    struck = "<text:tracked-changes><text:p>secret</text:p></text:tracked-changes>"
    body = f"<office:text>{struck}<text:p>un</text:p></office:text>"
    assert text_of("odt", open_document(body)) == "un"
    boxes = "<Fallback><w:r><w:t>encore</w:t></w:r></Fallback><w:delText>secret</w:delText>"
    assert text_of("docx", docx(f"un</w:t></w:r>{boxes}<w:r><w:t>")) == "un"


def test_notes_stand_apart_from_the_words_around_them() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
    note += "<text:p>Une note</text:p></text:note-body></text:note>"
    assert text_of("odt", odt(f"puits{note} et jardin")) == "puits\nUne note\net jardin"


def test_rows_of_a_sheet_are_lines_with_names_numbers_and_texts_of_all_kinds() -> None:
    rows = (
        '<row><c t="s"><v>0</v></c><c><v>12500</v></c><c t="b"><v>1</v></c></row>'
        '<row><c t="inlineStr"><is><t>Kaya</t></is></c><c t="str"><f>A1</f><v>calculé</v></c></row>'
        '<row><c t="e"><v>#REF!</v></c><c t="s"><v>99</v></c><c t="s"><v>-1</v></c></row>'
    )
    text = text_of("xlsx", xlsx("Village<rPh><t>lu</t></rPh>", rows))
    assert text == "Budget\nVillage\t12500\nKaya\tcalculé"


def test_sheets_have_their_names() -> None:
    assert text_of("ods", ods("Village")) == "Budget\nVillage"


def test_slides_come_in_order_then_what_the_speaker_noted() -> None:
    members = {f"ppt/slides/slide{n}.xml": slide(f"page {n}") for n in (10, 2, 1)}
    members["ppt/notesSlides/notesSlide1.xml"] = slide("note")
    assert text_of("pptx", archive(**members)) == "page 1\npage 2\npage 10\nnote"


def test_of_too_many_slides_or_cells_the_first_are_read() -> None:
    many = pptx(*(f"page {number}" for number in range(MOST_SLIDES + 2)))
    cells = "<row><c><v>7</v></c></row>" * (MOST_CELLS + 2)
    pages = "<text:p>p</text:p></draw:page><draw:page>" * (MOST_SLIDES + 2)
    pages = f"<office:presentation><draw:page>{pages}</draw:page></office:presentation>"
    for kind, content, word, number in (
        ("pptx", many, "page", MOST_SLIDES),
        ("xlsx", xlsx("x", cells), "7", MOST_CELLS),
        ("odp", open_document(pages), "p", MOST_SLIDES),
    ):
        outcome = outcome_of(kind, content)
        assert outcome.state == TOO_LARGE, kind
        assert outcome.text.count(word) == number


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("déjà".encode(), "déjà"),
        (b"\xef\xbb\xbfd\xc3\xa9j\xc3\xa0", "déjà"),
        ("déjà".encode("utf-16"), "déjà"),
        ("déjà".encode("latin-1"), "déjà"),
        ("l’œuvre".encode("cp1252"), "l’œuvre"),
        ("déjà".encode()[:-1], "déj"),
    ],
    ids=["utf-8", "with mark", "utf-16", "latin-1", "windows", "cut"],
)
def test_plain_text_is_read_in_whatever_it_was_written(content: bytes, text: str) -> None:
    assert text_of("txt", content) == text


def test_other_namespaces_of_the_same_formats_are_read() -> None:
    body = '<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main">'
    body += "<p><r><t>strict</t></r></p></document>"
    assert text_of("docx", archive(**{"word/document2.xml": body})) == "strict"


def test_a_file_of_another_kind_than_its_name_says_is_not_read() -> None:
    assert outcome_of("pdf", docx("mots")) == Outcome(FAILED)
    assert outcome_of("docx", pdf("mots")) == Outcome(FAILED)
    assert outcome_of("xlsx", docx("mots")) == Outcome(FAILED)
