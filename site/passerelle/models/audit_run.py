"""An audit that an administrator asked for, with what it found."""

import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.names import name_of

PATIENCE = datetime.timedelta(minutes=20)
"""How long an audit may take before it counts as dead; it takes about a minute and a half."""


class AuditRun(models.Model):
    """One audit of the site, with what it found."""

    class State(models.TextChoices):
        """How far it came."""

        RUNNING = "running", _("under way")
        DONE = "done", _("ended")
        BROKEN = "broken", _("broke off")

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    began_at = models.DateTimeField(default=timezone.now, db_index=True)
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    result = models.JSONField(default=dict, blank=True)
    """What `passerelle.audit.report.Report.as_dict` gives; empty until it has ended."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("access audit")
        verbose_name_plural = _("access audits")
        ordering = ["-began_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state="running"),
                name="one_audit_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M} {self.state}"

    @classmethod
    def begin(cls, asked_by: Any) -> "AuditRun | None":
        """Note that an audit begins; None while another one is under way.

        Args:
            asked_by: the person who wants it.
        """
        overdue = cls.objects.filter(began_at__lte=timezone.now() - PATIENCE)
        overdue.filter(state=cls.State.RUNNING).update(state=cls.State.BROKEN)
        try:
            with transaction.atomic():
                return cls.objects.create(asked_by=asked_by)
        except IntegrityError:
            return None

    def end(self, result: dict[str, Any]) -> None:
        """Keep what was found; an audit that counted as dead has only been slow."""
        self.state, self.ended_at, self.result = self.State.DONE, timezone.now(), result
        self.save(update_fields=["state", "ended_at", "result"])

    def break_off(self) -> None:
        """Note that it ended without a result."""
        self.state, self.ended_at = self.State.BROKEN, timezone.now()
        self.save(update_fields=["state", "ended_at"])

    @property
    def is_under_way(self) -> bool:
        """Whether its result is still to be expected."""
        is_overdue = timezone.now() - self.began_at >= PATIENCE
        return self.state == self.State.RUNNING and not is_overdue

    @property
    def is_done(self) -> bool:
        """Whether it has a result."""
        return self.state == self.State.DONE

    @property
    def asker(self) -> str:
        """The name of whoever asked for it."""
        return name_of(self.asked_by)

    @property
    def found(self) -> int:
        """How many findings there are."""
        return len(self.result["findings"])

    @property
    def took(self) -> tuple[int, int]:
        """Minutes and seconds from its beginning to its end."""
        assert self.ended_at is not None
        minutes, seconds = divmod(round((self.ended_at - self.began_at).total_seconds()), 60)
        return minutes, seconds
