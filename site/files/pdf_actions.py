"""Look for what a PDF does beyond being read. Run by `examine`, in a process of its own."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time
from typing import IO, Any

from pypdf import PasswordType, PdfReader, apply_configuration
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from files.examine import ATTACHED, LAUNCH, SCRIPT, UNREAD
from files.text.formats.pdf import LIMITS

WORST = (LAUNCH, SCRIPT, ATTACHED, UNREAD)

KEYS = {"/JS": SCRIPT, "/JavaScript": SCRIPT, "/XFA": SCRIPT}
ACTIONS = {
    "/JavaScript": SCRIPT,
    "/Launch": LAUNCH,
    "/ImportData": LAUNCH,
    "/GoToE": ATTACHED,
}
HARMLESS = (".xml",)
"""Attached to electronic invoices, by law in some countries."""

TRACES = re.compile(rb"/(?:JS|JavaScript|Launch|GoToE|EmbeddedFile)\b")
PATIENT_SECONDS = 10
DEEPEST = 40


class Complaints(logging.Handler):
    """Hears that pypdf went on over something damaged, which it says to nobody else."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.number = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count."""
        self.number += 1


class LockedError(Exception):
    """It cannot be opened without a password."""


def found_in(file: IO[bytes]) -> str:
    """The worst of what a PDF does; empty where it does nothing but show pages.

    Raises:
        LockedError: nobody can look into it without a password.
        Exception: it is damaged, or no PDF.
    """
    with apply_configuration(**LIMITS), heard() as complaints:
        reader = PdfReader(file)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise LockedError
        reader.root_object  # noqa: B018 - damaged without one
        found = set(of_all(reader))
    if complaints.number:
        # Other readers may make more of what is damaged than this one.
        file.seek(0)
        found |= {UNREAD} if TRACES.search(file.read()) else set()
    return next((reason for reason in WORST if reason in found), "")


@contextmanager
def heard() -> Iterator[Complaints]:
    """Listen to pypdf."""
    complaints, logger = Complaints(), logging.getLogger("pypdf")
    logger.addHandler(complaints)
    try:
        yield complaints
    finally:
        logger.removeHandler(complaints)


def of_all(reader: PdfReader) -> Iterator[str]:
    """What each object of a PDF does."""
    numbers = [(number, 0) for number in reader.xref_objStm]
    numbers += [(number, generation) for generation, held in reader.xref.items() for number in held]
    began = process_time()
    for number, generation in numbers:
        if process_time() - began > PATIENT_SECONDS:
            yield UNREAD
            return
        try:
            item = reader.get_object(IndirectObject(number, generation, reader))
            yield from of_object(item, DEEPEST)
        except MemoryError:
            raise
        except Exception:  # pypdf stumbles in many ways over a damaged object.
            logging.getLogger("pypdf").warning("object %s is damaged", number)


def of_object(item: Any, deepest: int) -> Iterator[str]:
    """What one object does, and those written into it."""
    if deepest == 0:
        yield UNREAD
    elif isinstance(item, DictionaryObject):
        yield from of_dictionary(item)
        for value in item.values():  # not those that it refers to: they come by themselves
            yield from of_object(value, deepest - 1)
    elif isinstance(item, ArrayObject):
        for value in list(item):
            yield from of_object(value, deepest - 1)


def of_dictionary(item: DictionaryObject) -> Iterator[str]:
    """What a dictionary says that it does."""
    yield from (KEYS[key] for key in KEYS if key in item)
    if (action := ACTIONS.get(str(item.raw_get("/S")) if "/S" in item else "")) is not None:
        yield action
    if "/EF" in item and not is_harmless(item):
        yield ATTACHED


def is_harmless(item: DictionaryObject) -> bool:
    """Whether the name of an attached file is one of data that nothing runs."""
    names = [item[key] for key in ("/UF", "/F") if key in item]
    return bool(names) and all(str(name).lower().endswith(HARMLESS) for name in names)
