"""Pictures of every screen and their scores.

`python -m tests.browser.screens OUT [--url URL] [--scores FILE] [--handbook]`
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.flags import FLAGS
from tests.browser.handbook import make_pictures
from tests.browser.members import SIGHTS, Members
from tests.browser.pages import KINDS, LANGUAGES, Places
from tests.browser.scores import KEPT, read_scores, write_table
from tests.browser.server import ROOT, Demo, served_demo, started_elsewhere
from tests.browser.ways import WAYS, Desks

PHONE, DESK, ZOOMED = (360, 740), (1280, 900), (320, 256)
ON_ZOOM = {"home", "section", "write_up", "found", "sign_in"}
ON_PAPER = {"write_up", "resource", "organization"}
ENGLISH = {"home", "write_up", "found"}
PAPER = (794, 1123)
HANDBOOK = ROOT / "site/passerelle/handbook"


@dataclass(frozen=True)
class Screen:
    """One picture: where it comes from, and how it is looked at."""

    name: str
    address: str
    size: tuple[int, int]
    theme: str = "light"
    media: str = "screen"
    whole: bool = False
    sight: str = ""


def looks(kind: str, address: str) -> Iterator[Screen]:
    """The pictures of one page."""
    yield Screen(f"{kind}-phone", address, PHONE)
    yield Screen(f"{kind}-desk", address, DESK)
    yield Screen(f"{kind}-dark", address, DESK, theme="dark")
    yield Screen(f"{kind}-whole", address, DESK, whole=True)
    if kind in ON_ZOOM:
        yield Screen(f"{kind}-zoomed", address, ZOOMED)
    if kind in ON_PAPER:
        yield Screen(f"{kind}-paper", address, PAPER, media="print")


def looks_of_members(members: Members) -> Iterator[Screen]:
    """The pictures of pages that not everybody sees: of short pages, so whole."""
    for kind, sight in SIGHTS.items():
        if sight.is_in_letters and members.demo.data is None:
            continue
        address = members.address(kind, "fr")
        for name, size, theme in (
            ("phone", PHONE, "light"),
            ("desk", DESK, "light"),
            ("dark", DESK, "dark"),
        ):
            yield Screen(f"{kind}-{name}", address, size, theme, whole=True, sight=kind)


def screens(places: Places, more: dict[str, str]) -> list[Screen]:
    """All pictures to take, in French; some in English too."""
    pages = {kind: places.address(kind, "fr") for kind in KINDS} | more
    found = [screen for kind, address in pages.items() for screen in looks(kind, address)]
    found += [Screen(f"{kind}-en-desk", places.address(kind, "en"), DESK) for kind in ENGLISH]
    return found


def broken_page(folder: Path) -> str:
    """The address of a file with what readers see when the site breaks."""
    sys.path[:0] = [str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.settings.dev")
    import django
    from django.template.loader import render_to_string
    from django.utils.translation import override

    django.setup()
    with override("fr"):
        html = render_to_string("errors/500.html")
    path = folder / "broken.html"
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


def overfull_page(demo: Demo) -> str:
    """The address of a page that holds far too much, added to our own demonstration."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "passerelle.settings.dev",
        "PASSERELLE_DATA": str(demo.data),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.overfull"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return demo.url + done.stdout.split()[-1]


def take(browser: Browser, screen: Screen, folder: Path, state: Any) -> None:
    """Take one picture.

    Args:
        browser: where.
        screen: of what.
        folder: for the picture.
        state: the cookies of whoever looks; None for a visitor.
    """
    width, height = screen.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=screen.theme,
        locale="fr",
        storage_state=state,
    )
    page = context.new_page()
    page.emulate_media(media=screen.media, color_scheme=screen.theme)
    page.goto(screen.address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"{screen.name}.png", full_page=screen.whole)
    context.close()


def take_editing(desks: Desks, only: str, folder: Path) -> list[str]:
    """Take the pictures of the editing screens; their names.

    Args:
        desks: of those who look.
        only: what the names of pictures must hold.
        folder: for the pictures.
    """
    taken = []
    for language in LANGUAGES:
        for kind, way in WAYS.items():
            for size_name, size in (("phone", PHONE), ("desk", DESK)):
                name = "-".join([kind, *(["en"] if language == "en" else []), size_name])
                if only in name:
                    page = desks.walk(way, language, size)
                    page.screenshot(path=folder / f"{name}.png")
                    page.close()
                    taken.append(name)
    return taken


@contextmanager
def site(url: str | None) -> Iterator[Demo]:
    """The site at an address, else a demonstration made for this run."""
    if url:
        yield started_elsewhere(url)
        return
    with tempfile.TemporaryDirectory() as folder, served_demo(Path(folder)) as demo:
        yield demo


def main() -> None:
    """Take all pictures, then write the table of scores beside them."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screens", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder for pictures and scores.md")
    parser.add_argument("--url", help="a demonstration that runs already; drafts are left in it")
    parser.add_argument("--scores", type=Path, default=KEPT, help="the file of scores")
    parser.add_argument("--only", default="", help="only screens whose name holds this")
    parser.add_argument(
        "--handbook", action="store_true", help="only the pictures of the handbook, renewed"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        more = {"broken": broken_page(Path(folder))}
        with site(options.url) as demo, sync_playwright() as playwright:
            if demo.data:
                more["overfull"] = overfull_page(demo)
            members = Members(demo, playwright)
            found = [*screens(Places(demo.url), more), *looks_of_members(members)]
            wanted = [screen for screen in found if options.only in screen.name]
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=FLAGS
            )
            desks = Desks(browser, members)
            if options.handbook:
                wanted, taken = [], [path.stem for path in make_pictures(desks, HANDBOOK)]
            else:
                taken = take_editing(desks, options.only, options.out)
            desks.close()
            for screen in wanted:
                state = members.state(screen.sight) if screen.sight else None
                take(browser, screen, options.out, state)
            members.close()
            browser.close()
    if options.handbook:
        print(f"{len(taken)} pictures in {HANDBOOK}")
        return
    table = options.out / "scores.md"
    names = sorted([*taken, *(screen.name for screen in wanted)])
    write_table(names, read_scores(options.scores), table)
    print(f"{len(names)} pictures and {table.name} in {options.out}")


if __name__ == "__main__":
    main()
