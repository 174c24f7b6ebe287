"""An invitation of one address: into one space, or to translate; who reads the address answers."""

import datetime
import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.models import LanguageRole, Space
from access.roles import ROLES

LASTS = datetime.timedelta(days=14)
PEACE = datetime.timedelta(days=30)
"""How long an address that declined is left in peace by that space."""
MOST_SENT = 5


def digest_of(token: str) -> str:
    """What is stored of a token, so that the database opens no invitation."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by what can still become of them."""

    def waiting(self) -> "InvitationQuerySet":
        """Neither answered nor withdrawn nor out of time."""
        return self.filter(state=Invitation.State.PENDING, expires_at__gt=timezone.now())

    def to_translate(self) -> "InvitationQuerySet":
        """Those to translate, the newest first."""
        return self.exclude(language_role="").order_by("-created_at", "-pk")

    def expire(self) -> int:
        """Note which ones ran out of time; returns how many."""
        overdue = self.filter(state=Invitation.State.PENDING, expires_at__lte=timezone.now())
        return overdue.update(state=Invitation.State.EXPIRED)

    def declined_lately(self) -> "InvitationQuerySet":
        """Those whose addresses are to be left in peace."""
        since = timezone.now() - PEACE
        return self.filter(state=Invitation.State.DECLINED, answered_at__gt=since)


class Invitation(models.Model):
    """It names an address, never an account: nobody learns from it who has one.

    With `languages`, whoever accepts it translates into them: what lies in the space, or, without
    a space, what is public.
    """

    class State(models.TextChoices):
        """From pending to one of the others, once."""

        PENDING = "pending", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Out of time")

    space = models.ForeignKey(
        Space, null=True, on_delete=models.CASCADE, related_name="invitations"
    )
    address = models.EmailField(_("e-mail address"), help_text="In small letters.")
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    role = models.CharField(
        _("role"), max_length=20, blank=True, help_text="In the space, if it is to one."
    )
    languages = models.JSONField(default=list, help_text="Codes of those to translate into.")
    language_role = models.CharField(max_length=10, choices=LanguageRole.Role.choices, blank=True)
    limited = models.BooleanField(_("limited account"), default=False)
    sentence = models.CharField(_("a sentence of yours"), max_length=300, blank=True)
    language = models.CharField(max_length=15)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+",
        help_text="Who accepted it.",
    )  # fmt: skip
    times_sent = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["space", "address"],
                condition=models.Q(state="pending"),
                name="one_pending_invitation_an_address",
            ),
            models.UniqueConstraint(
                fields=["address"],
                condition=models.Q(state="pending", space=None),
                name="one_pending_invitation_to_the_public_site",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} to {self.space_id}: {self.state}"

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be answered: in time, to a role and a space that are in use."""
        is_in_time = self.state == self.State.PENDING and self.expires_at > timezone.now()
        if self.space is None:
            return is_in_time
        return is_in_time and self.role in ROLES and self.space.status != Space.Status.ARCHIVED

    @property
    def is_open(self) -> bool:
        """Whether it waits, or may be sent again because its time ran out."""
        return self.state in (self.State.PENDING, self.State.EXPIRED)

    @property
    def state_name(self) -> str:
        """Its state on screen: out of time from the moment, not from when that was noted."""
        is_overdue = self.state == self.State.PENDING and self.expires_at <= timezone.now()
        return str(self.State.EXPIRED.label if is_overdue else self.State(self.state).label)

    @property
    def role_name(self) -> str:
        """What people call the role; empty if there is no such role any more."""
        return str(ROLES[self.role].name) if self.role in ROLES else ""

    @property
    def can_be_resent(self) -> bool:
        """Whether it has not been sent too often yet."""
        return self.times_sent < MOST_SENT

    @property
    def hint(self) -> str:
        """Its address for somebody who should recognise it, and learn nothing otherwise."""
        local, _at, domain = self.address.rpartition("@")
        return f"{local[:1]}…@{domain[:1]}…"
