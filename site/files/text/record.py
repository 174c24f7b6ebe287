"""What is known of the words of a document."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.text.outcome import DONE, FAILED, NO_TEXT, REFUSED, TOO_LARGE, WAITING

SCANNED = _("No text (scanned): people find it by its name only.")

MOST_ATTEMPTS = 3
LEASE = datetime.timedelta(minutes=2)
"""How long a file that was taken to be read is left to whoever took it."""


class FileTextQuerySet(models.QuerySet["FileText"]):
    """Texts of files."""

    def free(self) -> "FileTextQuerySet":
        """Those that wait and that nobody is reading, the ones that failed least first."""
        nobody = Q(taken_at=None) | Q(taken_at__lt=timezone.now() - LEASE)
        waiting = self.filter(nobody, state=WAITING, attempts__lt=MOST_ATTEMPTS)
        return waiting.order_by("attempts", "pk")

    def give_up(self) -> int:
        """Read no more those that were tried in vain often enough; says how many."""
        tried = self.filter(state=WAITING, attempts__gte=MOST_ATTEMPTS)
        return tried.filter(taken_at__lt=timezone.now() - LEASE).update(state=FAILED)

    def wait(self) -> int:
        """Have these read, though they were; says how many."""
        return self.update(state=WAITING, attempts=0, taken_at=None)


class FileText(models.Model):
    """The text of a document, or why there is none."""

    class State(models.TextChoices):
        """How far reading came, as a sentence for whoever looks after the file."""

        WAITING = WAITING, _("Its text is about to be read.")
        DONE = DONE, _("Its text is searched.")
        NO_TEXT = NO_TEXT, _("No text: people find it by its name only.")
        REFUSED = (
            REFUSED,
            _(
                "Its text was not read, as that would ask too much of the server: "
                "people find it by its name only."
            ),
        )
        TOO_LARGE = (
            TOO_LARGE,
            _("It is too large to be read to its end: only its beginning is searched."),
        )
        FAILED = (
            FAILED,
            _(
                "Its text could not be read: it may be damaged or locked with a password. "
                "People find it by its name only."
            ),
        )

    document = models.OneToOneField(
        "files.SiteDocument", on_delete=models.CASCADE, primary_key=True, related_name="file_text"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)

    objects = FileTextQuerySet.as_manager()

    # It belongs to its document: it does not use it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        indexes = [
            models.Index(
                fields=["attempts"],
                condition=models.Q(state=WAITING),
                name="file_text_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.state}"

    @property
    def sentence(self) -> str:
        """What whoever looks after the file should know of it."""
        if self.state == NO_TEXT and self.document.format == "PDF":
            return str(SCANNED)
        return str(self.State(self.state).label)

    @property
    def is_remarkable(self) -> bool:
        """Whether there is anything to say of it among other files."""
        return self.state != DONE
