"""Give a version of a page a name, another one, or none."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from pages.models.named_version import NamedVersion


@transaction.atomic
def name_version(page: Page, revision: Revision, name: str, person: Any) -> None:
    """Name a version; from then on, nothing is written over it.

    Args:
        page: whose version it is; nobody saves it meanwhile.
        revision: the version.
        name: at most `LONGEST_NAME` characters; empty to take the name away.
        person: who names it.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    if not name:
        NamedVersion.objects.filter(revision=revision).delete()
        return
    NamedVersion.objects.update_or_create(
        revision=revision,
        defaults={"name": name, "named_by": person, "named_at": timezone.now()},
    )
