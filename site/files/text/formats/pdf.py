"""The text of PDF files, page by page."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import LimitReachedError

from files.text.limits import (
    MOST_COMMANDS,
    MOST_INFLATED_BYTES,
    MOST_PAGES,
    MOST_PAGES_HELD,
    MOST_STREAM_BYTES,
)
from files.text.outcome import EnoughError, RefusedError

LIMITS: dict[str, Any] = {
    "page_tree_maximum_entries": MOST_PAGES_HELD,
    "stream_parsing_work_maximum_count": MOST_COMMANDS,
    "stream_decoding_work_maximum_length": MOST_INFLATED_BYTES,
    **dict.fromkeys(
        (
            "array_based_stream_maximum_output_length",
            "brotli_maximum_output_length",
            "lzw_maximum_output_length",
            "run_length_maximum_output_length",
            "zlib_maximum_output_length",
        ),
        MOST_STREAM_BYTES,
    ),
    "jbig2dec_binary": None,  # no program is started for a picture
}

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
BACKWARDS = re.compile(
    # From a letter that is written to the left up to the last one before any that is not.
    rf"[{RIGHT_TO_LEFT}](?:[^\w\n]*[{RIGHT_TO_LEFT}])*"
)


def pages(file: BinaryIO) -> Iterator[str]:
    """The text of each page. One that is damaged or goes too far is passed over.

    Raises:
        EnoughError: there are more pages than are read.
        RefusedError: nothing but what goes too far.
        PyPdfError: the file is damaged, locked, or no PDF.
    """
    with apply_configuration(**LIMITS):
        try:
            held = PdfReader(file).pages
            total = len(held)
        except (LimitReachedError, RecursionError) as error:
            raise RefusedError("its pages are not laid out as people do") from error
        is_read = False
        fault: Exception | None = None
        for number in range(min(total, MOST_PAGES)):
            try:
                text = page_text(held[number])
            except (LimitReachedError, RecursionError) as error:
                fault = RefusedError(f"page {number + 1} goes too far: {error}")
            except MemoryError:
                raise
            except Exception as error:  # pypdf stumbles in many ways over a damaged page.
                fault = fault or error
            else:
                is_read = True
                yield text
        if fault and not is_read:
            raise fault
        if total > MOST_PAGES:
            raise EnoughError


def page_text(page: PageObject) -> str:
    """The text of a page as people read it.

    Of what is written to the left pypdf loses the spaces, except in the layout of the page, where
    it stands as it is seen: backwards. This can go when `extract_text` keeps them.
    """
    text = page.extract_text()
    if not BACKWARDS.search(text):
        return text
    return BACKWARDS.sub(
        lambda run: run.group()[::-1],
        page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False),
    )
