"""From a new file to its text: a row in the same transaction, then a task that reads it."""

import hashlib
import logging
import tempfile
from collections.abc import Iterable
from typing import IO, Any

from django.db import transaction
from django.db.models import F, Q
from django.dispatch import Signal
from django.utils import timezone
from django_tasks import task
from wagtail.documents import get_document_model

from files.checks import MOST_BYTES
from files.text.apart import read_apart
from files.text.formats import READERS
from files.text.outcome import FAILED, TOO_LARGE, WAITING, Outcome
from files.text.record import FileText

logger = logging.getLogger(__name__)

text_known = Signal()
"""Sent with `ids` of documents, in the transaction in which their text becomes known."""

CHUNK = 2**20
UNSETTLED = (WAITING, FAILED)


def kind_of(document: Any) -> str:
    """What the name of a document's file ends with, as `READERS` has it."""
    return str(document.file_extension).lower()


def digest_of(chunks: Iterable[bytes], kind: str) -> str:
    """What is the same for the same bytes of the same kind only: 64 characters."""
    found = hashlib.sha256(kind.encode() + b"\0")
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()


def note_file(document: Any, digest: str) -> None:
    """Note that a document has a new file, and have it read once that is committed.

    The words of the file before are forgotten at once; the same file once more is not read again.

    Args:
        document: as it was saved.
        digest: of its new file.
    """
    known = FileText.objects.filter(document=document)
    if kind_of(document) not in READERS:
        known.delete()
    elif not known.filter(digest=digest).exclude(state=FAILED).exists():
        FileText.objects.update_or_create(
            document=document,
            defaults={
                "state": WAITING, "text": "", "digest": digest, "attempts": 0, "taken_at": None,
            },
        )  # fmt: skip
        # Robust: a queue that is away must not break what has just been committed.
        transaction.on_commit(read_waiting.enqueue, robust=True)


def note_unknown() -> None:
    """Note the documents that no row tells of, as those of before there were rows."""
    readable = Q()
    for kind in READERS:
        readable |= Q(file__iendswith=f".{kind}")
    unknown = get_document_model().objects.filter(readable, file_text=None)
    FileText.objects.bulk_create(
        (FileText(document_id=key) for key in unknown.values_list("pk", flat=True)),
        ignore_conflicts=True,
        batch_size=500,
    )


@task(backend="background")
def read_waiting() -> None:
    """Read all that waits, one after another: what one file does holds up no other."""
    FileText.objects.give_up()
    while row := take():
        try:
            read(row)
        except Exception:  # It waits for another attempt.
            logger.exception("the text of document %s was not read", row.pk)


def take() -> FileText | None:
    """Take a file that waits, for as long as the lease lasts; None when none does."""
    free = FileText.objects.free()
    while (key := free.values_list("pk", flat=True).first()) is not None:
        mine = FileText.objects.free().filter(pk=key).order_by()
        if mine.update(taken_at=timezone.now(), attempts=F("attempts") + 1):
            return FileText.objects.select_related("document").filter(pk=key).first()
    return None


def read(row: FileText) -> None:
    """Read a file that was taken, and keep what comes of it.

    Raises:
        OSError: the file is lost, or storage is away.
        UnreadError: the process that reads could not do its work.
    """
    document: Any = row.document
    with tempfile.TemporaryFile() as copy:
        if not copy_file(document, copy):
            return keep(row, row.digest, Outcome(TOO_LARGE))
        digest = digest_of(iter(lambda: copy.read(CHUNK), b""), kind_of(document))
        copy.seek(0)
        return keep(row, digest, known_outcome(digest) or read_apart(copy, kind_of(document)))


def copy_file(document: Any, copy: IO[bytes]) -> bool:
    """Copy a document's file, whatever storage it lies in, and go back to the beginning.

    Returns:
        Whether all of it was copied; else it is larger than a file may be.

    Raises:
        OSError: the file is lost, or storage is away.
    """
    try:
        file = document.file.open("rb")
    except FileNotFoundError:  # It was moved to where another audience has it, perhaps.
        document.refresh_from_db(fields=["file"])
        file = document.file.open("rb")
    with file:
        left = MOST_BYTES
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= copy.write(chunk)
        is_whole = not file.read(1)
    copy.seek(0)
    return is_whole


def known_outcome(digest: str) -> Outcome | None:
    """What came of the same file elsewhere; None when it was not read."""
    twin = FileText.objects.filter(digest=digest).exclude(state__in=UNSETTLED).first()
    return Outcome(twin.state, twin.text) if twin else None


def keep(row: FileText, digest: str, outcome: Outcome) -> None:
    """Keep what came of a file, unless it was replaced meanwhile."""
    still = FileText.objects.filter(
        pk=row.pk, state=WAITING, digest=row.digest, taken_at=row.taken_at
    )
    with transaction.atomic():
        if still.update(state=outcome.state, text=outcome.text, digest=digest, taken_at=None):
            text_known.send(FileText, ids=[row.pk])
