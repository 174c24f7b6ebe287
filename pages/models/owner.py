"""What a page has that can have a space of its own: the key to it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.models import Space


class SpaceOwner(models.Model):
    """A project, a network or an event whose people have a space to work in."""

    space = models.ForeignKey(
        Space,
        verbose_name=_("space"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    class Meta:
        abstract = True

    def with_content_json(self, content: Any) -> Any:
        """A revision never decides whose space it is: one that is older would take the key away."""
        page: Any = super().with_content_json(content)  # type: ignore[misc]
        page.space_id = self.space_id
        return page
