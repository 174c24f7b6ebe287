"""Who gave which right to whom, who entered as administrator, what was taken out."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.models.space import Space


class JournalEntry(models.Model):
    """One act. Nothing here names content; entries are never changed, and outlive people.

    `person_number` and `actor_number` stay when the account is erased, so that one can still
    count who held a right on a past date.
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

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    verb = models.CharField(max_length=20, choices=Verb.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_number = models.BigIntegerField(null=True)
    space = models.ForeignKey(
        Space, null=True, on_delete=models.SET_NULL, related_name="journal_entries"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_number = models.BigIntegerField(null=True, db_index=True)
    role = models.CharField(max_length=20, blank=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes = [models.Index(fields=["space", "at"], name="journal_of_a_space")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"
