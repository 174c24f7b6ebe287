"""A letter that waits to be sent, and the letters that somebody no longer wants."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.person import Person


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters by what is to be done with them."""

    def waiting(self) -> "LetterQuerySet":
        """Neither sent nor dropped."""
        return self.filter(sent_at=None, dropped_at=None)

    def due(self, now: datetime.datetime) -> "LetterQuerySet":
        """Waiting, held by no worker, and not put off; the oldest first."""
        return self.waiting().filter(send_after__lte=now).order_by("send_after", "pk")

    def written_after(self, now: datetime.datetime) -> "LetterQuerySet":
        """Waiting, and written by a clock that was ahead of this moment."""
        return self.waiting().filter(created_at__gt=now)

    def settled_before(self, moment: datetime.datetime) -> "LetterQuerySet":
        """Sent or dropped before a moment."""
        return self.filter(Q(sent_at__lt=moment) | Q(dropped_at__lt=moment))


class Letter(models.Model):
    """One e-mail to one recipient: what it is about, never what it says.

    Its words are made at sending, when the recipient's rights are asked again.
    """

    class Dropped(models.TextChoices):
        """Why a letter is not sent."""

        REFUSED = "refused", _("May no longer see what it is about")
        GONE = "gone", _("What it is about is gone")
        INACTIVE = "inactive", _("The account is closed or suspended")
        STOPPED = "stopped", _("Asked for no such letters")
        ADDRESS = "address", _("No address that mail can be sent to")
        UNREACHABLE = "unreachable", _("Not accepted by the mail server for a day")
        UNKNOWN = "unknown", _("No such letters any more")

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=40)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="letters"
    )
    address = models.EmailField(blank=True)
    language = models.CharField(max_length=15, blank=True)
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    send_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.CharField(max_length=15, blank=True, choices=Dropped.choices)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [
            models.Index(
                fields=["send_after"],
                condition=Q(sent_at=None, dropped_at=None),
                name="people_letters_waiting",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(address=""), name="letter_has_one_recipient"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def recipient_address(self) -> str:
        """Where it goes: the person's address of today, or the bare one."""
        return self.person.email if self.person else self.address


class Silence(models.Model):
    """Letters of a kind that a person asked not to get any more."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="silences")
    kind = models.CharField(max_length=40)
    topic = models.CharField(
        max_length=80, blank=True, help_text="One object, such as thread:12; empty: all of them."
    )
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("silence")
        verbose_name_plural = _("silences")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "topic"], name="one_silence_a_person_and_topic"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.topic}"
