"""Whether this system can draw PDFs: the library, and what that stands on."""

import importlib.util
from ctypes import CDLL
from ctypes.util import find_library
from functools import lru_cache

NEEDED = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "fontconfig": "libfontconfig.so.1",
}
MISSING = (
    "Pages are not offered as PDF: WeasyPrint or a library that it stands on (Pango) is not on "
    "this system."
)


@lru_cache(maxsize=1)
def draws_papers() -> bool:
    """Whether WeasyPrint and all that it stands on are there; nothing of it is started."""
    return importlib.util.find_spec("weasyprint") is not None and all(
        is_there(name, file) for name, file in NEEDED.items()
    )


def is_there(name: str, file: str) -> bool:
    """Whether a library of the system is there.

    Args:
        name: as compilers call it.
        file: as Linux calls it, which is quicker to look for.
    """
    try:
        return bool(CDLL(file))
    except OSError:
        return find_library(name) is not None
