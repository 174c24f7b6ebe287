"""Files that are kept back: stored, but given to nobody until somebody has judged them.

Whoever checks a file marks it; whoever stores it reads the mark. So a file is looked through once,
whatever way it takes, and the row that names it never says less than was found.
"""

from typing import IO, Any, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access import journal
from access.models import JournalEntry
from files.examine import ATTACHED, LAUNCH, SCRIPT, UNREAD

UNSCANNED, INFECTED = "unscanned", "infected"
MARK = "held_for"

File = TypeVar("File", bound=IO[bytes])


class Reason(models.TextChoices):
    """Why a file is kept back, as a sentence for whoever sent it."""

    SCRIPT = SCRIPT, _("It runs a program when somebody opens it.")
    LAUNCH = LAUNCH, _("It starts another program when somebody opens it.")
    ATTACHED = ATTACHED, _("Other files are hidden in it.")
    UNREAD = UNREAD, _("It is too intricate to be looked through.")
    UNSCANNED = UNSCANNED, _("It waits for the antivirus.")
    INFECTED = INFECTED, _("The antivirus found something harmful in it.")


def marked(file: File, reason: str) -> File:
    """The same file, with the reason to keep it back; empty where there is none."""
    setattr(file, MARK, reason)
    return file


def mark_of(file: Any) -> str | None:
    """The mark on a file; None on one that nobody has checked, as those of our own making."""
    return getattr(file, MARK, None)


class Holdable(models.Model):
    """A file that may be kept back.

    Attributes:
        held_for: one of `Reason`; empty for nearly all.
    """

    held_lookup = "held_for"
    collection: Any
    collection_id: Any
    uploaded_by_user_id: Any
    file: Any

    held_for = models.CharField(
        _("kept back"), max_length=10, choices=Reason, blank=True, editable=False
    )

    class Meta:
        abstract = True

    def take_mark(self) -> bool:
        """Note whether a file that is about to be stored is kept back.

        Returns:
            Whether it is, and was not when the row was last stored.
        """
        before = self.held_for
        if self.file and not self.file._committed:
            mark = mark_of(self.file.file)
            # Taken out of another file of hers, as the pictures of a write-up are.
            is_unseen = mark is None and self.uploaded_by_user_id and settings.CLAMD_URL
            self.held_for = UNSCANNED if is_unseen else mark or ""
        elif self._state.adding and self.file and self.uploaded_by_user_id:
            # It was stored before its row, as when a form was mended after its file had come.
            self.held_for = UNSCANNED
        else:
            return False
        return bool(self.held_for) and (self._state.adding or self.held_for != before)

    def note_in_journal(self, verb: JournalEntry.Verb, actor: Any) -> None:
        """Note what happened to the file: by its number, never by its name."""
        facts = {"kind": self._meta.model_name, "number": self.pk, "after": self.held_for}
        journal.write(verb, actor, space=self.space, **facts)  # type: ignore[attr-defined]

    @property
    def held_sentence(self) -> str:
        """Why it is kept back and what happens next; empty where it is not."""
        if not self.held_for:
            return ""
        reason = Reason(self.held_for)
        return f"{KEPT_BACK[reason is Reason.UNSCANNED]} {reason.label}"


KEPT_BACK = {
    True: _("This file is kept back until it has been looked at; that happens by itself."),
    False: _("This file is kept back until an administrator has looked at it."),
}
"""By whether nobody needs to do anything."""
