"""Draw the PDF of a page. Run by `apart` in a process of its own, which limits itself first.

What it draws comes whole through standard input; it fetches nothing, from anywhere.
"""

import io
import json
import logging
import os
import sys
from typing import IO, Any, NoReturn

from exchange.paper.limits import (
    MOST_BYTES,
    MOST_CPU_SECONDS,
    MOST_MEMORY_BYTES,
    MOST_OPEN_FILES,
)
from files.confined import confine

POLITENESS = 5
DOTS_AN_INCH, QUALITY = 120, 60
"""Of pictures: enough for a printer of an office."""
DRAWN, LIBRARY_MISSING, TOO_LONG = "drawn", "missing", "long"


def limit_process() -> None:
    """Keep this process to what a page may cost."""
    confine(
        cpu_seconds=MOST_CPU_SECONDS,
        memory_bytes=MOST_MEMORY_BYTES,
        out_bytes=MOST_BYTES,
        open_files=MOST_OPEN_FILES,
        politeness=POLITENESS,
    )


def read(sent: IO[bytes]) -> tuple[str, str, dict[str, bytes]]:
    """The markup, the address that it is at, and its pictures by whole address.

    Args:
        sent: a line of JSON that names sizes in bytes, then what it names.
    """
    header: dict[str, Any] = json.loads(sent.readline())
    markup = sent.read(header["markup"]).decode()
    pictures = {address: sent.read(size) for address, size in header["pictures"]}
    return markup, header["base"], pictures


def drawn(markup: str, base: str, pictures: dict[str, bytes]) -> bytes:
    """The PDF of a page, tagged as PDF/UA-1.

    Args:
        markup: HTML.
        base: the address that links of the page start from.
        pictures: all that it may show, by whole address.

    Raises:
        ImportError, OSError: the library, or what it stands on, is not on this system.
    """
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Sent(URLFetcher):
        """Gives the pictures that were sent; there is nothing else in the world."""

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            """A picture that was sent, by its address."""
            if url not in pictures:
                raise ValueError("nothing is fetched")
            return URLFetcherResponse(url, io.BytesIO(pictures[url]))

    page = HTML(string=markup, base_url=base, url_fetcher=Sent())
    content: bytes = page.write_pdf(
        pdf_variant="pdf/ua-1", optimize_images=True, jpeg_quality=QUALITY, dpi=DOTS_AN_INCH
    )
    return content


def answer(state: str, content: bytes = b"") -> NoReturn:
    """Write a line with how it went, then the PDF, and end."""
    sys.stdout.buffer.write(f"{state}\n".encode() + content)
    sys.stdout.buffer.flush()
    os._exit(0)


def main() -> None:
    """Draw what standard input holds."""
    limit_process()
    logging.disable()
    markup, base, pictures = read(sys.stdin.buffer)
    try:
        import weasyprint  # noqa: F401 - so that what fails here is told from what fails below
    except (ImportError, OSError):
        answer(LIBRARY_MISSING)
    try:
        answer(DRAWN, drawn(markup, base, pictures))
    except (MemoryError, RecursionError):
        answer(TOO_LONG)
