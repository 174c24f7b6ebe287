"""What it takes to import a write-up, and which share of its structures is kept."""

import argparse
import io
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from tests.benchmarks.database import temporary_database
from tests.benchmarks.report import Report
from tests.exchange.documents.telling import Telling
from tests.exchange.documents.written import Docx

PAGES = 30
PHOTOS = 10
WORDS = 450
"""On a page."""

PHOTO = (4000, 3000)
MOST_SECONDS, MOST_MEGABYTES = 10, 300
ENOUGH = 95


def measure(options: argparse.Namespace) -> Report:
    """Import thirty pages with ten photos, refuse hostile files, read the set of twenty."""
    with temporary_database(options.engine):
        # Made elsewhere: what making photos takes is not to be counted here.
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            content = pool.submit(long_file).result()
        size = f"{PHOTO[0]} × {PHOTO[1]} pixels, {len(content) / 1e6:.1f} MB"
        report = Report(
            "Importing a write-up", {"file": f"{PAGES} pages, {PHOTOS} photos of {size}"}
        )
        report.add("import: clock", seconds_of(lambda: imported(content)), "s", MOST_SECONDS)
        for name, who in {"site": RUSAGE_SELF, "reader, at most": RUSAGE_CHILDREN}.items():
            megabytes = getrusage(who).ru_maxrss / 1024
            report.add(f"import: memory of the {name}", megabytes, "MB", MOST_MEGABYTES)
        measure_refusals(report)
        measure_structures(report)
        return report


def measure_refusals(report: Report) -> None:
    """The slowest of the hostile files of the tests."""
    from tests.exchange.test_hostile import HOSTILE

    files = [content for content, _words in HOSTILE.values()]
    slowest = max(seconds_of(lambda one=content: refused(one)) for content in files)
    report.add(f"slowest of {len(files)} hostile files: clock", slowest, "s", MOST_SECONDS)


def measure_structures(report: Report) -> None:
    """The share kept of each of the twenty."""
    from tests.exchange.test_twenty import came_out, texts

    from tests.exchange.documents.structures import share_kept

    for name, (content, meant) in texts().items():
        share = 100 * share_kept(meant, came_out(content)[1])
        report.add(f"kept of {name}", share, "%", ENOUGH, at_least=True)


def seconds_of(act: Callable[[], object]) -> float:
    """Seconds on the clock."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def imported(content: bytes) -> None:
    """Make a draft of a file, its pictures stored."""
    import datetime

    from wagtail.models import Page

    from exchange.documents.apart import read_apart
    from exchange.write_ups.write_up import import_write_up
    from pages.models import Seminar
    from tests.factories import PersonFactory

    page = Seminar(title="A seminar", starts_on=datetime.date(2031, 1, 15))
    Page.get_first_root_node().add_child(instance=page)
    draft = import_write_up(page, read_apart([content]), PersonFactory())
    assert draft.kept["pictures"] == PHOTOS, draft.left_out


def refused(content: bytes) -> None:
    """Send a file that is refused."""
    from exchange.documents.apart import read_apart
    from exchange.documents.reading import NotReadable

    try:
        read_apart([content])
    except NotReadable:
        return
    raise AssertionError("a hostile file was taken")


def long_file() -> bytes:
    """The file that is imported."""
    return long_text().content()


def long_text() -> Docx:
    """Thirty pages with all that a write-up has, and photos as telephones take them."""
    chance = Random(7)
    text = Telling().title("A long seminar")
    for page in range(PAGES):
        text.heading(1 + page % 3, f"Part {page + 1}")
        for _paragraph in range(5):
            words = " ".join(
                chance.choices(["water", "well", "people", "said", "the"], k=WORDS // 6)
            )
            text.says(words, ("bold", "b"), " and ", ("a link", "https://a.example/"), ".")
        text.items((1, "one"), (2, "two"), (1, "three"))
        text.table(["Item", "Cost"], ["Bus", "120"], ["Hall", "80"])
        if page % (PAGES // PHOTOS) == 0:
            text.shows(photograph(chance), f"Photo of part {page + 1}")
    return text


def photograph(chance: Random) -> bytes:
    """A JPEG as large and as heavy as a telephone's, turned by its EXIF data."""
    from PIL import Image

    width, height = PHOTO
    grain = Image.frombytes(
        "L", (width // 16, height // 16), chance.randbytes(width // 16 * (height // 16))
    )
    picture = Image.merge(
        "RGB", [grain.resize(PHOTO), grain.rotate(180).resize(PHOTO), grain.resize(PHOTO)]
    )
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, exif=exif.tobytes())
    return out.getvalue()
