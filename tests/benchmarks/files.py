"""What the text of a file costs, read as the site reads it: in a process of its own."""

import argparse
import resource
import tempfile
import time
import zlib
from statistics import median

from tests.benchmarks.prose import Prose
from tests.benchmarks.report import Report

PAGES = 30
LINES = 45
WORDS_OF_A_LINE = 12
KERNED = 4
"""Letters that are drawn together."""

ROUNDS = 5
KILOBYTES = 1024
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def measure(options: argparse.Namespace) -> Report:
    """Read a PDF several times.

    Raises:
        SystemExit: it was not read to its end.
    """
    # This process stays small: what a child used at most is never told as less than its parent.
    from files.text.apart import read_apart
    from files.text.outcome import DONE

    content = pdf([page(Prose("fr", number)) for number in range(PAGES)])
    clock, cpu, length = [], [], 0
    with tempfile.TemporaryFile() as file:
        file.write(content)
        for _round in range(ROUNDS):
            before, began = children(), time.perf_counter()
            outcome = read_apart(file, "pdf")
            clock.append(time.perf_counter() - began)
            cpu.append(children() - before)
            if outcome.state != DONE:
                raise SystemExit(f"The file was not read: {outcome.state}.")
            length = len(outcome.text)
    report = Report(
        "The text of files",
        {"file": f"PDF, {PAGES} pages, {len(content):,} bytes, {length:,} characters"},
    )
    report.add("CPU, median", median(cpu), "s", digits=2)
    report.add("clock, median", median(clock), "s", digits=2)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    report.add("memory at most", most / KILOBYTES, "MB")
    return report


def children() -> float:
    """Seconds of CPU of the processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def page(prose: Prose) -> list[str]:
    """The lines of a page."""
    words = prose.text(LINES * WORDS_OF_A_LINE).split()
    starts = range(0, len(words), WORDS_OF_A_LINE)
    return [" ".join(words[start : start + WORDS_OF_A_LINE]) for start in starts]


def kerned(line: str) -> str:
    """A line in pieces that stand a little closer, as programs write it."""
    pieces = (line[start : start + KERNED] for start in range(0, len(line), KERNED))
    return " 20 ".join(f"({piece})" for piece in pieces)


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF of these pages of lines, each page's content deflated as programs do."""
    first = 4
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        FONT,
    ]
    for number, lines in enumerate(pages):
        shown = "\n".join(f"[{kerned(line)}] TJ T*" for line in lines)
        drawn = zlib.compress(f"BT /F1 9 Tf 12 TL 40 780 Td\n{shown}\nET".encode("cp1252"))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            b"/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % (first + 2 * number + 1)
        )
        objects.append(
            b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(drawn), drawn)
        )
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%b endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    )
    return out + end % (size, table, size, len(out))
