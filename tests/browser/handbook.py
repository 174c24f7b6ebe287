"""The pictures of the handbook: parts of screens, cut out and kept light."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import Page

from tests.browser.pages import LANGUAGES
from tests.browser.ways import WAYS, Desks, Walk, Way

WIDTH, TALL = 672, 2400
"""The width of a column of text, so that letters stay sharp; high enough to show all of it."""

LIGHT = 17_000
COLOURS = (64, 32, 24, 16)
MARGIN = 14
LINE = "#d9d5ca"


@dataclass(frozen=True)
class Cutting:
    """A part of a screen.

    Attributes:
        way: whose eyes, and how one gets to the screen.
        parts: what is shown, from the first of them to the last.
        height: at most, in pixels.
    """

    way: Way
    parts: tuple[str, ...]
    height: int = 460


def country_map(walk: Walk) -> None:
    """Where there are organisations."""
    walk.page.goto(walk.address("territories"))


CUTTINGS = {
    "map": Cutting(Way("editor", country_map), ("main h1", "figure.map")),
    "check-list": Cutting(WAYS["admin_edit"], (".w-panel:has(.check-list)",), 560),
    "changes": Cutting(WAYS["admin_changes"], ("main h1", "main ins"), 400),
    "result": Cutting(WAYS["admin_result"], ("main section", "main form > button"), 620),
    "messages": Cutting(WAYS["admin_messages"], ("main h1", "main section")),
    "our-site": Cutting(WAYS["admin_our_site"], ("main h1", "#id_shared-contact_address"), 440),
    "sections": Cutting(WAYS["admin_our_site"], ("main h2:has(+ p + table)", "main table")),
    "table": Cutting(WAYS["admin_dry_run"], ("main h1", "main form table"), 560),
    "duplicates": Cutting(WAYS["admin_pair"], ("main h1", "[name=act]"), 560),
    "first": Cutting(WAYS["admin_first"], ("a[href$='/new-seminar/']", "#waiting + section")),
}
ASIDE = "#wagtail-sidebar, .sidebar-nav-toggle, [data-minimap-container]"
"""What the editing screens lay over what is cut out."""


def make_pictures(desks: Desks, folder: Path) -> list[Path]:
    """Make all pictures, in each language.

    Args:
        desks: of those who look.
        folder: of the handbook.
    """
    made = []
    for language in LANGUAGES:
        kept = folder / language / "pictures"
        kept.mkdir(parents=True, exist_ok=True)
        for name, cutting in CUTTINGS.items():
            page = desks.walk(cutting.way, language, (WIDTH, TALL))
            made.append(kept / f"{name}.webp")
            made[-1].write_bytes(light(cut(page, cutting)))
            page.close()
    return made


def cut(page: Page, cutting: Cutting) -> bytes:
    """A part of what a page shows, as PNG.

    Raises:
        LookupError: the page does not show it.
    """
    hide = "aside => aside.forEach(one => { one.style.display = 'none' })"
    page.locator(ASIDE).evaluate_all(hide)
    boxes = [page.locator(part).first.bounding_box() for part in cutting.parts]
    seen = [box for box in boxes if box]
    if len(seen) < len(boxes):
        raise LookupError(f"{page.url} does not show {', '.join(cutting.parts)}")
    top = max(min(box["y"] for box in seen) - MARGIN, 0)
    bottom = max(box["y"] + box["height"] for box in seen) + MARGIN
    height = min(bottom - top, cutting.height)
    area = {"x": 0, "y": top, "width": WIDTH, "height": height}
    return page.screenshot(clip=area, full_page=True)


def light(picture: bytes) -> bytes:
    """A picture with a line around it, as good as its weight allows.

    Raises:
        ValueError: it is too heavy however it is kept.
    """
    framed = ImageOps.expand(Image.open(io.BytesIO(picture)).convert("RGB"), 1, LINE)
    for colours in COLOURS:
        out = io.BytesIO()
        # Few colours without loss: letters stay sharp, and it weighs less than with.
        few = framed.quantize(colours, dither=Image.Dither.NONE).convert("RGB")
        few.save(out, "WEBP", lossless=True, quality=100, method=6)
        if out.tell() <= LIGHT:
            return out.getvalue()
    raise ValueError("cut out less of it")
