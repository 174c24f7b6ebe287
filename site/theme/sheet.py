"""The one style sheet, small enough to be part of every page, and its hash for the CSP."""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

SHEET = Path(__file__).parent / "static" / "theme" / "sheet.css"


def minify(css: str) -> str:
    """A sheet without comments and needless spaces.

    Only what our own flat sheet needs: no strings with braces, no nesting.
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r": ", ":", css)
    return css.replace(";}", "}").strip()


@lru_cache(maxsize=1)
def sheet() -> str:
    """The sheet as pages carry it."""
    return minify(SHEET.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def sheet_source() -> str:
    """What the content security policy names the sheet by."""
    digest = hashlib.sha256(sheet().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
