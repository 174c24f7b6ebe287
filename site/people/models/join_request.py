"""Somebody asks to come into a space; its managers answer."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.models import Space
from access.roles import ROLES
from people.names import name_of

WAITS = datetime.timedelta(days=60)


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    """Requests by what can still become of them."""

    def waiting(self) -> "JoinRequestQuerySet":
        """Neither answered nor withdrawn nor out of time."""
        since = timezone.now() - WAITS
        return self.filter(state=JoinRequest.State.PENDING, created_at__gt=since)

    def expire(self) -> int:
        """Note which ones ran out of time; returns how many."""
        since = timezone.now() - WAITS
        overdue = self.filter(state=JoinRequest.State.PENDING, created_at__lte=since)
        return overdue.update(state=JoinRequest.State.EXPIRED)


class JoinRequest(models.Model):
    """One person's request to one space, with her message and her answers to its questions."""

    class State(models.TextChoices):
        """From pending to one of the others, once."""

        PENDING = "pending", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Out of time")

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests"
    )
    message = models.TextField(_("message"), max_length=1000, blank=True)
    answers: Any = models.JSONField(default=list, help_text="[question, answer] pairs, as asked.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    created_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(max_length=20, blank=True)
    reply = models.CharField(_("your answer in a sentence"), max_length=300, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            models.UniqueConstraint(
                fields=["space", "person"],
                condition=models.Q(state="pending"),
                name="one_pending_request_a_space",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.space_id}: {self.state}"

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be answered."""
        return self.state == self.State.PENDING and self.created_at > timezone.now() - WAITS

    @property
    def state_name(self) -> str:
        """Its state on screen: out of time from the moment, not from when that was noted."""
        is_overdue = self.state == self.State.PENDING and not self.is_waiting
        return str(self.State.EXPIRED.label if is_overdue else self.State(self.state).label)

    @property
    def name(self) -> str:
        """What whoever asks is called."""
        return name_of(self.person)

    @property
    def role_name(self) -> str:
        """What people call the role that was given."""
        return str(ROLES[self.role].name) if self.role in ROLES else ""
