"""The name that an editor gave to a version of a page, to find it again."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.deletion import Collector, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

LONGEST_NAME = 80


def gone_with_its_page(
    collector: Collector, field: Any, names: Iterable[Any], using: str | None
) -> None:
    """Delete names with what is deleted, unless that is one version: a named one is kept.

    Wagtail's `purge_revisions` passes over what is protected.

    Raises:
        ProtectedError: a version is deleted, and not its page.
    """
    origin: Any = collector.origin
    if getattr(origin, "model", type(origin)) is Revision:
        raise ProtectedError("A version that has a name is kept.", set(names))
    models.CASCADE(collector, field, names, using)  # type: ignore[arg-type]


class NamedVersion(models.Model):
    """A version of a page with its name."""

    revision = models.OneToOneField(
        Revision, on_delete=gone_with_its_page, related_name="named_version"
    )
    name = models.CharField(_("name of the version"), max_length=LONGEST_NAME)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    named_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("named version")
        verbose_name_plural = _("named versions")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
