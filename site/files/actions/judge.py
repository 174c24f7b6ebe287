"""Judge files that are kept back: look at them again, release them or remove them."""

import logging
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from access.generation import raise_generation
from access.models import JournalEntry
from files.antivirus import trouble_now
from files.checks import reason_by_antivirus, reason_to_hold
from files.held import INFECTED, UNSCANNED
from files.models import Picture, SiteDocument
from files.text.queue import text_known
from files.text.record import FileText

logger = logging.getLogger(__name__)

Verb = JournalEntry.Verb
Held = Picture | SiteDocument
UNSEEN = (UNSCANNED, INFECTED)


def release(file: Held, person: Any) -> bool:
    """Give a file to those who may have it, unless the antivirus objects or is away.

    Args:
        file: one that is kept back.
        person: an administrator, who has judged what it does when it is opened, where that is
            why it is kept back.

    Returns:
        Whether it is released; else it says why it is not yet.

    Raises:
        OSError: what it names is lost.
    """
    settle_on(file, look_again(file, file.held_for in UNSEEN), person)
    return not file.held_for


def remove(file: Held, person: Any) -> None:
    """Remove a file that is kept back, for good."""
    with transaction.atomic():
        file.note_in_journal(Verb.FILE_REMOVED, person)
        file.delete()


def scan_waiting() -> tuple[int, int]:
    """Look at the files that the antivirus has not seen.

    Returns:
        How many of them were looked at, and how many wait on.
    """
    looked_at = waiting = 0
    is_away = trouble_now() is not None
    for file in unscanned():
        if is_away:
            waiting += 1
            continue
        try:
            found = look_again(file)
        except OSError:  # Its file is lost: it has nothing to give.
            logger.exception("file %s of %s was not looked at", file.pk, file._meta.model_name)
            found = UNSCANNED
        if found == UNSCANNED:
            waiting += 1
        else:
            looked_at += 1
            settle_on(file, found, None)
    return looked_at, waiting


def unscanned() -> Iterator[Held]:
    """The files that the antivirus has not seen, the oldest first."""
    for model in (SiteDocument, Picture):
        waiting = model.objects.filter(held_for=UNSCANNED).order_by("pk")
        for number in list(waiting.values_list("pk", flat=True)):
            yield from model.objects.filter(pk=number)


def number_unscanned() -> int:
    """How many files the antivirus has not seen."""
    return sum(
        model.objects.filter(held_for=UNSCANNED).count() for model in (SiteDocument, Picture)
    )


def look_again(file: Held, is_unseen: bool = True) -> str:
    """Why a stored file is to be kept back, by what is known today; empty where it is not.

    Args:
        file: one that is kept back.
        is_unseen: whether it is looked through too, or shown to the antivirus alone.

    Raises:
        OSError: the file is lost.
    """
    extension = file.file.name.rpartition(".")[2].lower()
    with file.file.open("rb") as content:
        try:
            if is_unseen:
                return reason_to_hold(content, extension, is_patient=True)
            return reason_by_antivirus(content, is_patient=True)
        except ValidationError:
            return INFECTED


def settle_on(file: Held, reason: str, person: Any) -> None:
    """Note for what a file is kept back from now on; tell search and pages if for nothing."""
    known = type(file)._base_manager.filter(pk=file.pk, file=file.file.name)
    with transaction.atomic():
        # Somebody may have replaced the file meanwhile: hers has been looked at already.
        if reason == file.held_for or not known.update(held_for=reason):
            return
        file.held_for = reason
        file.note_in_journal(Verb.FILE_HELD if reason else Verb.FILE_RELEASED, person)
        raise_generation(is_public=file.is_public)
        if isinstance(file, SiteDocument):
            text_known.send(FileText, ids=[file.pk])
