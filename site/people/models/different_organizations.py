"""Organisations that look alike and are not the same, as an administrator said."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.organization import Organization


class DifferentOrganizations(models.Model):
    """A pair that is not proposed as one again; `first` has the lower number."""

    first = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("organisations that are not the same")
        verbose_name_plural = _("organisations that are not the same")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="said_once_of_a_pair")
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
