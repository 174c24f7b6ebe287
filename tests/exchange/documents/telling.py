"""Texts that are written as a .docx and, beside it, as the structures that are meant."""

from tests.exchange.documents.written import (
    Docx,
    cell,
    item,
    note_call,
    paragraph,
    run,
    table,
)

BIDI = "<w:bidi/>"


class Telling(Docx):
    """A .docx in the making, with the lines of `structures` that it means."""

    def __init__(self) -> None:
        super().__init__()
        self.meant: list[str] = []

    def add(self, xml: str, *meant: str) -> "Telling":
        """Add XML, and what it means."""
        self.body += xml
        self.meant += meant
        return self

    def title(self, words: str) -> "Telling":
        """The title of the whole text."""
        return self.add(paragraph(words, "Title"), f"heading {words}")

    def heading(self, level: int, words: str) -> "Telling":
        """A heading of a level from 1."""
        kind = "heading" if level == 1 else "subheading"
        return self.add(paragraph(words, f"H{level}"), f"{kind} {words}")

    def bold_line(self, words: str, kind: str = "heading") -> "Telling":
        """A bold line that acts as a heading."""
        return self.add(paragraph(run(words, "b")), f"{kind} {words}")

    def says(self, *parts: str | tuple[str, str]) -> "Telling":
        """A paragraph of plain words, and of words with a look (`b`, `i`) or an address."""
        runs, looks = "", []
        for part in parts:
            if isinstance(part, str):
                runs += run(part)
                continue
            words, look = part
            runs += run(words, look) if look in ("b", "i") else self.link(words, look)
            names = {"b": f"bold {words}", "i": f"italic {words}"}
            looks.append(names.get(look, f"link {words} -> {look}"))
        text = "".join(part if isinstance(part, str) else part[0] for part in parts)
        return self.add(paragraph(runs), f"p {text}", *looks)

    def items(self, *entries: tuple[int, str], ordered: bool = False) -> "Telling":
        """A list of (level from 1, words)."""
        kind = "number" if ordered else "bullet"
        for level, words in entries:
            self.add(item(words, level - 1, ordered), f"{kind}{level} {words}")
        return self

    def quote(self, words: str, author: str = "") -> "Telling":
        """A quote, and who said it."""
        after = paragraph(f"— {author}", "Quote") if author else ""
        said = f"quote {words} — {author}" if author else f"quote {words}"
        return self.add(paragraph(words, "Quote") + after, said)

    def table(self, *rows: list[str], head: bool = True) -> "Telling":
        """A table without merged cells."""
        named = f"table {len(rows)}x{len(rows[0])}{' with a head' if head else ''}"
        return self.add(table(*rows, head=head), named, *(f"row {' | '.join(row)}" for row in rows))

    def merged_table(self) -> "Telling":
        """A table with cells merged across and down."""
        return self.add(
            table(
                [cell("Room", down="restart"), cell("Week", across=2)],
                [cell("", down="continue"), "Monday", "Tuesday"],
                ["Library", cell("Reading all day", across=2)],
            ),
            "table 3x3 with a head",
            "merged 0,0: 2x1",
            "merged 0,1: 1x2",
            "merged 2,1: 1x2",
            "row Room | Week | ",
            "row  | Monday | Tuesday",
            "row Library | Reading all day | ",
        )

    def shows(self, content: bytes, alt: str, caption: str = "") -> "Telling":
        """A picture with its caption."""
        below = paragraph(caption, "Caption") if caption else ""
        xml = paragraph(self.picture(content, alt)) + below
        return self.add(xml, f"picture {alt} | {caption}")

    def noted(self, words: str, kind: str, number: int, place: int) -> "Telling":
        """A paragraph that ends with the call of a note.

        Args:
            words: before the call.
            kind: `footnote` or `endnote`.
            number: of the note among its kind.
            place: of its call among all calls.
        """
        return self.add(paragraph(run(words) + note_call(number, kind)), f"p {words}^{place}")

    def means_notes(self, *texts: str) -> "Telling":
        """The notes at the end, in the order of their calls."""
        return self.add("", *(f"note {text}" for text in texts))

    def arabic(self, words: str) -> "Telling":
        """A paragraph from right to left."""
        xml = paragraph(f"<w:r><w:rPr><w:rtl/></w:rPr><w:t>{words}</w:t></w:r>", "", BIDI)
        return self.add(xml, f"p← {words}")
