"""What a space can be opened for: an organisation, a project, a network or an event."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from access.kinds import KINDS as OBJECTS
from access.kinds import known_to
from access.models import Space
from access.numbers import number_in
from pages.models import Network, Project
from pages.models.event import EVENTS
from pages.models.owner import SpaceOwner
from people.models import Organization

KINDS: dict[type, str] = {
    Organization: Space.Kind.ORGANIZATION,
    Project: Space.Kind.PROJECT,
    Network: Space.Kind.NETWORK,
    **dict.fromkeys(EVENTS, Space.Kind.EVENT),
}


@dataclass(frozen=True)
class Owner:
    """Whose space is being opened.

    Attributes:
        name: how addresses name it, such as `page:12`.
        thing: the organisation, or the page in one of its languages.
    """

    name: str
    thing: Any

    @property
    def kind(self) -> str:
        """The kind of space that it gets."""
        return str(KINDS[type(self.thing)])

    @property
    def titles(self) -> dict[str, str]:
        """What it is called by language, to begin with."""
        if isinstance(self.thing, Organization):
            return {"": self.thing.name}
        versions = Page.objects.filter(translation_key=self.thing.translation_key)
        return dict(versions.values_list("locale__language_code", "title"))

    def take(self, space: Space) -> None:
        """Give it the key to a space, in all its languages."""
        if isinstance(self.thing, Organization):
            self.thing.spaces.add(space)
            return
        versions = type(self.thing)._default_manager
        for page in versions.filter(translation_key=self.thing.translation_key):
            page.space = space
            page.save(update_fields=["space"])


def owner_named(name: str, person: Any) -> Owner | None:
    """What an address names, if a space can be opened for it and it has none.

    Args:
        name: such as `page:12` or `organization:5`.
        person: who opens the space: she is told of no page that she neither sees nor edits.
    """
    kind, _colon, digits = name.partition(":")
    number = number_in(digits)
    if number is None:
        return None
    if kind == "organization":
        thing: Any = Organization.objects.filter(pk=number).first()
        return Owner(name, thing) if thing else None
    page = known_to(person, OBJECTS["page"], number) if kind == "page" else None
    thing = page.specific if page else None
    is_free = isinstance(thing, SpaceOwner) and thing.space_id is None
    return Owner(name, thing) if is_free else None
