"""Who gave which right to whom, who entered as administrator, what was taken out."""

import datetime
import hashlib
import json
import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.models.space import Space

WORDS = "reason"
"""The one fact that somebody wrote in words of her own: it goes before the entry does."""


def digest_of(*parts: Any) -> str:
    """A digest from which nobody reads what it was made of."""
    written = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    """Entries by what is to be done with them."""

    def unchained(self) -> "JournalQuerySet":
        """Those that no place was given yet, as they were written."""
        return self.filter(place=None).order_by("pk")

    def naming_before(self, moment: datetime.datetime) -> "JournalQuerySet":
        """Those before a moment that lead to people, or hold words of theirs."""
        names = models.Q(actor__isnull=False) | models.Q(person__isnull=False)
        return self.filter(names | ~models.Q(salt=""), at__lt=moment)

    def unname(self) -> int:
        """Let go of names and words; returns of how many entries."""
        self.strike_words()
        return self.update(actor=None, person=None)

    def strike_words(self) -> int:
        """Let go of these words, and of what could prove a guess at them; returns how many."""
        entries: list[Any] = list(self.exclude(salt=""))
        for entry in entries:
            entry.facts.pop(WORDS, None)
            entry.salt = ""
        self.bulk_update(entries, ["facts", "salt"])
        return len(entries)


class JournalEntry(models.Model):
    """One act. Nothing here names content; entries are never changed, and outlive people.

    `person_number`, `actor_number` and `space_number` stay when what they point to is gone, so
    that one can still count who held a right on a past date. Each entry is signed when it is
    written, and chained to the one before when that is committed: see `access.chain`. Words of
    somebody's own are signed apart, so that they can go and the entry still be whole.
    """

    class Verb(models.TextChoices):
        """What was done."""

        SPACE_OPENED = "space_opened", _("opened the space")
        ROLE_GIVEN = "role_given", _("gave a role")
        ROLE_CHANGED = "role_changed", _("changed a role")
        ROLE_ENDED = "role_ended", _("ended a role")
        LANGUAGE_GIVEN = "language_given", _("let somebody translate")
        LANGUAGE_ENDED = "language_ended", _("ended a role in a language")
        ENTERED = "entered", _("entered as administrator")
        PRESET_CHANGED = "preset_changed", _("changed who comes in")
        STATUS_CHANGED = "status_changed", _("changed the state of the space")
        PARTS_CHANGED = "parts_changed", _("switched parts on or off")
        AUDIENCE_CHANGED = "audience_changed", _("changed who sees a page")
        INVITED = "invited", _("invited")
        ASKED = "asked", _("asked to join")
        REFUSED = "refused", _("refused")
        EXPORTED = "exported", _("took out a list")
        SUSPENDED = "suspended", _("suspended an account")
        RESTORED = "restored", _("restored an account")
        ERASED = "erased", _("erased an account")
        IMPORTED = "imported", _("corrected the directory by a spreadsheet")
        MACHINE_HELP = "machine_help", _("let a machine translate, or no longer")
        MERGED = "merged", _("merged two organisations")
        TERM_ANSWERED = "term_answered", _("answered a proposal for the thesaurus")
        THEMES_NAMED = "themes_named", _("named themes by a table")
        CONFIRMED = "confirmed", _("confirmed people and rights after a restore")
        THEMES_MERGED = "themes_merged", _("merged two themes")
        FILE_HELD = "file_held", _("kept a file back")
        FILE_RELEASED = "file_released", _("released a file")
        FILE_REMOVED = "file_removed", _("removed a file that was kept back")

    at = models.DateTimeField(default=timezone.now, db_index=True)
    verb = models.CharField(max_length=20, choices=Verb.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_number = models.BigIntegerField(null=True)
    space = models.ForeignKey(
        Space, null=True, on_delete=models.SET_NULL, related_name="journal_entries"
    )
    space_number = models.BigIntegerField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_number = models.BigIntegerField(null=True, db_index=True)
    role = models.CharField(max_length=20, blank=True)
    facts: Any = models.JSONField(default=dict, blank=True)
    salt = models.CharField(max_length=32, blank=True, help_text="Goes with the words.")
    words_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="Of the entry itself.")
    place = models.PositiveBigIntegerField(null=True, unique=True, help_text="In the chain.")
    link = models.CharField(
        max_length=64, blank=True, help_text="Digest of its own digest and of the link before."
    )

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes = [models.Index(fields=["space", "at"], name="journal_of_a_space")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new entry is signed."""
        if self._state.adding:
            self.sign()
        super().save(*args, **kwargs)

    def sign(self) -> None:
        """Note the digests of what the entry says, which is never changed after it."""
        if WORDS in self.facts:
            self.salt = secrets.token_hex(16)
            self.words_digest = self.digest_of_words()
        self.actor_number, self.person_number, self.space_number = (
            self.actor_id, self.person_id, self.space_id,
        )  # fmt: skip
        self.digest = self.digest_of_itself()

    def digest_of_words(self) -> str:
        """The digest of what somebody wrote in words of her own."""
        return digest_of(self.salt, self.facts[WORDS])

    def digest_of_itself(self) -> str:
        """The digest of all that stays."""
        return digest_of(
            self.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
            self.verb,
            self.actor_number,
            self.person_number,
            self.space_number,
            self.role,
            {name: fact for name, fact in self.facts.items() if name != WORDS},
            self.words_digest,
        )

    @property
    def is_as_signed(self) -> bool:
        """Whether it says what it said when it was signed, but for words that were struck."""
        pairs = (
            (self.actor_id, self.actor_number),
            (self.person_id, self.person_number),
            (self.space_id, self.space_number),
        )
        if self.digest != self.digest_of_itself() or any(
            key not in (None, number) for key, number in pairs
        ):
            return False
        if WORDS in self.facts or self.salt:
            return WORDS in self.facts and self.words_digest == self.digest_of_words()
        return True


class JournalHead(models.Model):
    """The last link of the chain: one row, which whoever chains entries holds meanwhile."""

    place = models.PositiveBigIntegerField(default=0)
    link = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_end_of_journal")]

    def __str__(self) -> str:
        return f"{self.place}: {self.link}"
