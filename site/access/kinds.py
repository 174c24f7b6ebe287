"""The kinds of object that have an audience, by the name that addresses give them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from access.models import CollectionAudience, PageAudience, Space
from access.visibility import audiences_of, spaces_in, visible_to

Address = Callable[[Any], str]


@dataclass(frozen=True)
class Kind:
    """A kind of object.

    Attributes:
        code: its name in addresses, such as `page`.
        model: its table.
        audience: the audience of one object; empty where it has none.
        address: where readers find it, in the language now active.
    """

    code: str
    model: type[Model]
    audience: Callable[[Any], str]
    address: Address

    def seen_by(self, audiences: tuple[str, ...]) -> QuerySet[Any]:
        """Those that the holder of these audiences may see."""
        objects = self.model._default_manager.all()
        if self.model is Space:
            return objects.filter(pk__in=spaces_in(audiences))
        return visible_to(objects, audiences)


KINDS: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Let people ask who can see objects of this kind."""
    KINDS[kind.code] = kind


def known_to(person: Any, kind: Kind, number: int) -> Any:
    """The object of a kind that a person sees, or edits as a draft; None for all others.

    Refused and missing ask the same queries.
    """
    thing = kind.seen_by(audiences_of(person)).filter(pk=number).first()
    if thing is None and kind.model is Page and person.is_authenticated:
        policy = policy_registry.get_by_type(Page)
        editable = policy.instances_user_has_permission_for(person, "change")
        thing = editable.filter(pk=number).first()
    return thing


def page_audience(page: Page) -> str:
    """The audience of a page, as the triggers wrote it."""
    return (
        PageAudience.objects.filter(page=page.pk).values_list("audience", flat=True).first() or ""
    )


def file_audience(file: Any) -> str:
    """The audience of a picture or document: that of its collection."""
    row = CollectionAudience.objects.filter(collection=file.collection_id)
    return row.values_list("audience", flat=True).first() or ""


def space_audience(space: Space) -> str:
    """The audience of all that is inside a space."""
    return space.audience
