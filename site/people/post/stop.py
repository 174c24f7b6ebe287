"""Stop letters: links that work without signing in, and the refusals that they leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from people.models import Person, Silence
from people.post.kinds import KINDS, Kind

SALT = "people.post.stop"


@dataclass(frozen=True)
class Stop:
    """What a stop link stops, and for whom."""

    person: Person
    kind: Kind
    topic: str

    @property
    def is_done(self) -> bool:
        """Whether these letters are stopped now, by this link or for the whole kind."""
        return bool(silences(self.kind, self.topic, [self.person.pk]).exists())

    def apply(self) -> None:
        """Send no more of them; asking twice changes nothing."""
        Silence.objects.get_or_create(person=self.person, kind=self.kind.code, topic=self.topic)

    def undo(self) -> None:
        """Send them again."""
        silences(self.kind, self.topic, [self.person.pk]).delete()


def silences(kind: Kind, topic: str, people: Iterable[int]) -> Any:
    """The refusals, by these people, that cover a topic of a kind."""
    return Silence.objects.filter(person_id__in=people, kind=kind.code, topic__in={"", topic})


def silenced(kind: Kind, facts: dict[str, Any], people: Iterable[int]) -> set[int]:
    """Which of these people asked for no letters of this kind, or on this object."""
    if not kind.stoppable:
        return set()
    found = silences(kind, kind.topic(facts), list(people))
    return set(found.values_list("person_id", flat=True))


def stop_address(kind: Kind, facts: dict[str, Any], person: Person | None) -> str:
    """The whole address that stops such letters, in the active language; empty if nothing does."""
    if person is None or not kind.stoppable:
        return ""
    token = signing.dumps([person.pk, kind.code, kind.topic(facts)], salt=SALT)
    return settings.BASE_URL.rstrip("/") + reverse("stop_letters", args=[token])


def read_token(token: str) -> Stop | None:
    """What a link stops; None when it was not made here for that purpose, or stops nothing now."""
    try:
        number, code, topic = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    kind = KINDS.get(code)
    person = Person.objects.filter(pk=number).first()
    if person is None or kind is None or not kind.stoppable:
        return None
    return Stop(person, kind, topic)
