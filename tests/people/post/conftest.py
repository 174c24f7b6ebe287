"""A kind of letter whose right is a group."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from people.models import Letter, Person
from people.post.kinds import KINDS, Kind
from tests.factories import PersonFactory


class Note(Kind):
    """Readers may see notes; each note has a thread."""

    code = "note"
    stoppable = True
    stop_words = "notes"

    def topic(self, facts: dict[str, Any]) -> str:
        """The thread."""
        return f"thread:{facts.get('thread', 0)}"

    def still_holds(self, letter: Letter, person: Person | None) -> bool:
        """A reader, or somebody invited."""
        return person is None or person.groups.filter(name="Readers").exists()

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Words that have long been translated."""
        return {
            "subject": _("Sign in"),
            "heading": _("Sign in"),
            "lines": ["Kaya"],
            "quote": "Bonjour <b>à tous</b>",
            "action": {"label": _("Home page"), "address": "https://example.org/fr/"},
        }


@pytest.fixture(autouse=True)
def note(monkeypatch: pytest.MonkeyPatch) -> Note:
    """The kind, registered for as long as the test runs."""
    kind = Note()
    monkeypatch.setitem(KINDS, "note", kind)
    return kind


def new_reader(**fields: Any) -> Person:
    """Somebody who may see notes."""
    person = PersonFactory(**fields)
    person.groups.add(Group.objects.get_or_create(name="Readers")[0])
    return person


@pytest.fixture
def reader(db: None) -> Person:
    """Somebody who may see notes, and reads English."""
    return new_reader(language="en")
