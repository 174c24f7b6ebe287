"""Texts as a PO file, which Poedit and its like open."""

import re

import polib

from exchange.documents.reading import NotReadable
from exchange.translations.bundle import Bundle, Line

MOST_TEXTS = 100_000
"""In one file."""

WAS = "was "
WAS_LINE = re.compile(rf"^{WAS}([0-9a-f]{{8}})$", re.MULTILINE)
LINE_ENDS = {ord(sign): " " for sign in "\v\f\x1c\x1d\x1e\x85\u2028\u2029"}
"""Which Python, and polib with it, takes for line ends, and PO does not."""

SOURCE, TARGET, MADE = "X-Source-Language", "Language", "POT-Creation-Date"


def write(bundle: Bundle) -> bytes:
    """A bundle as PO.

    A text of its own stands under `msgctxt`: the same words on two pages may be translated
    differently.
    """
    # Wrapped lines are of no use to programs, and would take most of the time.
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        MADE: bundle.made,
        SOURCE: bundle.source_language,
        TARGET: bundle.target_language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for line in bundle.lines:
        remarks = [line.page, line.remark, f"{WAS}{line.was}" if line.was else ""]
        file.append(
            polib.POEntry(
                msgctxt=line.key,
                msgid=line.source,
                msgstr=line.target,
                comment="\n".join(filter(None, remarks)),
            )
        )
    return f"{file}\n".encode()


def read(content: bytes) -> Bundle:
    """The texts of a PO file.

    Raises:
        NotReadable: it is none, or does not say its languages.
    """
    text = content.decode("utf-8-sig").translate(LINE_ENDS)
    # polib takes what is the name of a file for a name: no such name has lines of a PO file.
    if '\nmsgid "' not in f"\n{text}" or "\n" not in text.strip() or "\0" in text:
        raise NotReadable("translation_other")
    try:
        file = polib.pofile(text, encoding="utf-8")
    except OSError as error:
        raise NotReadable("translation_line", "".join(filter(str.isdigit, str(error)))) from None
    return Bundle(
        file.metadata.get(SOURCE, ""),
        file.metadata.get(TARGET, ""),
        file.metadata.get(MADE, ""),
        [line_of(entry) for entry in file if not entry.obsolete],
    )


def line_of(entry: polib.POEntry) -> Line:
    """One entry."""
    known = WAS_LINE.findall(entry.comment)
    return Line(
        key=entry.msgctxt or "",
        was=known[-1] if known else "",
        source=entry.msgid,
        target=entry.msgstr,
        is_unfinished="fuzzy" in entry.flags,
    )
