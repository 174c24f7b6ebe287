"""Who belongs to a space, in which role, since when and by whose hand."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.models.space import Space
from access.roles import RANKS, ROLES, Role, role_choices


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships as people speak of them."""

    def over(self, moment: datetime.datetime | None = None) -> "MembershipQuerySet":
        """Those whose time has run out."""
        return self.filter(until__lte=moment or timezone.now())

    def current(self, moment: datetime.datetime | None = None) -> "MembershipQuerySet":
        """Those whose time has not run out."""
        return self.exclude(until__lte=moment or timezone.now())

    def in_order(self) -> "MembershipQuerySet":
        """Managers first, then by name."""
        rank = models.Case(
            *(models.When(role=code, then=-number) for code, number in RANKS.items()),
            output_field=models.IntegerField(),
        )
        return self.order_by(rank, "person__last_name", "person__first_name", "pk")


class Membership(models.Model):
    """One person in one space. The record; belonging to the role's group is its effect."""

    class Way(models.TextChoices):
        """How she came in."""

        FOUNDED = "founded", _("founded the space")
        GIVEN = "given", _("added by a manager")
        INVITED = "invited", _("came by invitation")
        ASKED = "asked", _("asked to join")
        JOINED = "joined", _("joined freely")
        ADMINISTRATOR = "administrator", _("entered as administrator")

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=role_choices)
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)
    way = models.CharField(max_length=20, choices=Way.choices, default=Way.GIVEN)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    visited_at = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership of a space")
        verbose_name_plural = _("memberships of spaces")
        constraints = [
            models.UniqueConstraint(fields=["space", "person"], name="one_role_a_space"),
            models.CheckConstraint(
                condition=models.Q(role__in=list(ROLES)), name="role_that_exists"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.space_id}: {self.role}"

    @property
    def rights(self) -> Role:
        """What the role lets her do."""
        return ROLES[self.role]

    def outranks(self, role: str) -> bool:
        """Whether this role has at least the rights of another."""
        return RANKS[self.role] >= RANKS[role]
