"""Who may rename and remove a file of a space."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from access.decisions import Decision, may
from access.models import Space
from files.models import Picture, SiteDocument


def may_change(person: Any, file: Picture | SiteDocument, space: Space) -> Decision:
    """May the person rename or remove this file? Her own, and as a publisher anybody's."""
    if file.uploaded_by_user_id == person.pk and person.pk is not None:
        return may(person, "contribute", space)
    publishes = may(person, "publish", space)
    if publishes:
        return publishes
    return Decision(False, _("Whoever added a file, and publishers, may change it."))
