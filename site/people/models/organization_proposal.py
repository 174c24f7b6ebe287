"""A change of an organisation's name or identifier, which waits for an editor."""

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models.organization import Organization


class OrganizationProposal(models.Model):
    """One field of the shared record, as it is and as its people would have it."""

    class Field(models.TextChoices):
        """What its own people cannot change by themselves: others know it by these."""

        NAME = "name", _("Name")
        SIRET = "siret", _("SIRET number")
        RNA = "rna", _("RNA number")
        ORG_ID = "org_id", _("International identifier")

    class State(models.TextChoices):
        """From pending to one of the others, once."""

        PENDING = "pending", _("Waiting for an editor")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        REPLACED = "replaced", _("Replaced by a later one")

    organization = models.ForeignKey(
        Organization, verbose_name=_("organisation"), on_delete=models.CASCADE,
        related_name="proposals",
    )  # fmt: skip
    field = models.CharField(_("what changes"), max_length=10, choices=Field.choices)
    before = models.CharField(_("before"), max_length=150, blank=True)
    after = models.CharField(_("after"), max_length=150, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), null=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    created_at = models.DateTimeField(_("proposed on"), auto_now_add=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("proposed change of an organisation")
        verbose_name_plural = _("proposed changes of organisations")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "field"],
                condition=models.Q(state="pending"),
                name="one_pending_proposal_a_field",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.before} → {self.after}"

    @property
    def what(self) -> str | Promise:
        """The name on screen of what changes."""
        return self.Field(self.field).label
