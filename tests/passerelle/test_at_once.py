"""Several at once: of two who save over the same version, one is shown both texts."""

import re
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.test import Client

from access.models import Space
from discussions.actions.write import Words, begin
from discussions.models import Message
from discussions.models.thread import NOTE
from people.models import OrganizationText, Profile
from tests.apart import PATIENCE, Apart, many_writers, transactional_db
from tests.factories import (
    OrganizationFactory,
    a_space,
    belonging,
    french_and_english,
    signed_in,
)

__all__ = ["transactional_db"]

pytestmark = [many_writers, pytest.mark.usefixtures("transactional_db")]

VERSION = re.compile(r'name="version" value="(\w+)"')
SPACE = "/en/spaces/atelier/"


@pytest.fixture
def managers(transactional_db: None) -> tuple[Client, Client]:
    """The browsers of two people who manage the same space, where there is a note."""
    french_and_english()
    space = a_space()
    people = [belonging(space, "manager") for _number in range(2)]
    OrganizationFactory(slug="puits", name="Puits").spaces.add(space)
    begin(space, NOTE.code, people[0], "Wells", "en", Words("A well."))
    return signed_in(people[0]), signed_in(people[0])


def names(text: str) -> dict[str, str]:
    """The form of the space's names."""
    return {"name_fr": "Atelier", "name_en": text}


def record(text: str) -> dict[str, str]:
    """The form of the organisation's record."""
    return {"name": "Puits", "description_en": text}


def note(text: str) -> dict[str, str]:
    """The form of the note."""
    return {"title": "Wells", "text": text}


def profile(text: str) -> dict[str, str]:
    """The form of somebody's profile, on two devices."""
    shown = {f"{field}_shown": "nobody" for field in (*Profile.FIELDS, "photo")}
    return {**shown, "name": "Awa", "offers": text}


FORMS = [
    (names, f"{SPACE}settings/names/", lambda: Space.objects.get().names["en"]),
    (record, f"{SPACE}organisation/puits/", lambda: described("en")),
    (note, "", lambda: Message.objects.get().text),
    (profile, "/en/account/profile/", lambda: Profile.objects.get().offers),
]
"""What is sent, where, and what is saved of it then."""


def described(language: str) -> str:
    """What the record says of the organisation."""
    return OrganizationText.objects.get(language=language).description


def save(start: Barrier, client: Client, address: str, data: dict[str, str]) -> Any:
    """The answer to a form that is sent when both are ready."""
    start.wait(PATIENCE)
    return client.post(address, data)


@pytest.mark.parametrize(
    "races", [12, pytest.param(1000, marks=pytest.mark.full)], ids=["a few", "a thousand"]
)
def test_no_save_is_lost_without_a_word(managers: tuple[Client, Client], races: int) -> None:
    for number in range(races):
        form, address, saved = FORMS[number % len(FORMS)]
        address = address or f"{SPACE}notes/{Message.objects.get().thread_id}/edit/"
        version = VERSION.search(managers[0].get(address).content.decode())
        assert version
        texts = (f"First {number}", f"Second {number}")
        sent = [{**form(text), "version": version[1]} for text in texts]
        start = Barrier(2)
        both = [
            Apart(partial(save, start, client, address, data))
            for client, data in zip(managers, sent, strict=True)
        ]
        answers = [one.end() for one in both]
        assert sorted(answer.status_code for answer in answers) == [302, 409]
        kept = texts[[answer.status_code for answer in answers].index(302)]
        assert saved() == kept
        refused = next(answer for answer in answers if answer.status_code == 409)
        assert all(text in refused.content.decode() for text in texts)
