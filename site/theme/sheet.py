"""The one style sheet, small enough to be part of every page, and its hash for the CSP."""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

BANDS = {
    "indigo": ("#1f3a68", "#122748"),
    "laterite": ("#7a2e18", "#4e1d10"),
    "leaf": ("#1f5141", "#12352a"),
    "lagoon": ("#0f5263", "#0a3540"),
    "plum": ("#5b2a5e", "#3a1b3d"),
    "slate": ("#3a4750", "#28333a"),
}
"""The colour of the band in light and in dark pages, as administrators choose it by its code."""

SHEET = Path(__file__).parent / "static" / "theme" / "sheet.css"
PAPER = SHEET.with_name("paper.css")


def minify(css: str) -> str:
    """A sheet without comments and needless spaces.

    Only what our own flat sheet needs: no strings with braces, no nesting.
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r": ", ":", css)
    return css.replace(";}", "}").strip()


@lru_cache(maxsize=len(BANDS))
def sheet(colour: str = "indigo") -> str:
    """The sheet as pages carry it.

    Args:
        colour: of the band, a key of `BANDS`; the sheet itself is written with indigo.
    """
    css = minify(SHEET.read_text(encoding="utf-8"))
    for written, wanted in zip(BANDS["indigo"], BANDS[colour], strict=True):
        css = css.replace(f"--brand:{written}", f"--brand:{wanted}")
    return css


@lru_cache(maxsize=1)
def paper_sheet() -> str:
    """The sheet of a PDF: the usual one, then what paper asks for."""
    return sheet() + minify(PAPER.read_text(encoding="utf-8"))


@lru_cache(maxsize=len(BANDS))
def sheet_source(colour: str = "indigo") -> str:
    """What the content security policy names the sheet by.

    Args:
        colour: of the band, a key of `BANDS`.
    """
    digest = hashlib.sha256(sheet(colour).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
