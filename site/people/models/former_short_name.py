"""Short names that records had before they were merged: links that people keep lead on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.organization import Organization


class FormerShortName(models.Model):
    """What stood in the address of a record that is part of another now."""

    slug = models.SlugField(max_length=80, unique=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="former_short_names"
    )

    class Meta:
        verbose_name = _("former short name")
        verbose_name_plural = _("former short names")

    def __str__(self) -> str:
        return self.slug
