"""Who may rename and remove a file of a space, and who has one that is kept back."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from access.decisions import Decision, may
from access.models import Space
from access.visibility import audiences_of
from files.held import INFECTED
from files.models import Picture, SiteDocument


def may_change(person: Any, file: Picture | SiteDocument, space: Space) -> Decision:
    """May the person rename or remove this file? Her own, and as a publisher anybody's."""
    if file.uploaded_by_user_id == person.pk and person.pk is not None:
        return may(person, "contribute", space)
    publishes = may(person, "publish", space)
    if publishes:
        return publishes
    return Decision(False, _("Whoever added a file, and publishers, may change it."))


def held_and_changeable(person: Any, files: QuerySet[Any]) -> QuerySet[Any]:
    """Those of these pictures or documents that are kept back and that the person may change.

    Args:
        person: the signed-in person, or Django's anonymous user.
        files: of one model, whoever may see them.
    """
    if not person.is_authenticated or not person.is_active:
        return files.none()
    model: Any = files.model
    policy = policy_registry.get_by_type(model)
    changeable = policy.instances_user_has_permission_for(person, "change")
    own = Q(uploaded_by_user=person, **{f"{model.audience_lookup}__among": audiences_of(person)})
    return files.exclude(held_for="").filter(own | Q(pk__in=changeable.order_by().values("pk")))


def may_have_held(person: Any, files: QuerySet[Any]) -> QuerySet[Any]:
    """Those that she may have nevertheless: nobody has what the antivirus found."""
    return held_and_changeable(person, files).exclude(held_for=INFECTED)


def may_judge(person: Any) -> Decision:
    """May the person release or remove files that are kept back, whosever they are?"""
    return may(person, "administer", None)
