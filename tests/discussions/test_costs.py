"""Pages on which people write weigh little, and cost the same however much is written."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import Space
from discussions.actions.write import Words, answer
from discussions.models import Thread
from people.models import Person
from tests.discussions.conftest import answered, begun
from tests.discussions.test_files import drawn
from tests.factories import belonging

MOST_BYTES = 40_000
PAGES = ("", "notes/", "notes/new/", "discussions/", "discussions/{}/")


def asked(client: Client, address: str) -> int:
    """How many queries a page asks once what is held is held."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_lists_and_threads_cost_the_same_with_three_rows_and_with_twenty(
    client: Client, space: Space, writer: Person, thread: Thread
) -> None:
    people = [belonging(space, "contributor", first_name=f"Lina{n}") for n in range(5)]
    reader = belonging(space, "publisher")
    client.force_login(reader)
    numbers = []
    for most in (3, 18):
        while thread.messages.count() < most:
            number = thread.messages.count()
            files = [SimpleUploadedFile(f"p{number}.jpg", drawn())]
            words = Words(f"Mot {number} @Moussa Ba", files=files)
            answer(thread, people[number % 5], words)
            begun(space, people[number % 5], "note", f"Note {number}")
            begun(space, people[number % 5], "discussion", f"Sujet {number}")
        numbers.append(
            [asked(client, f"/fr/spaces/atelier/{below.format(thread.pk)}") for below in PAGES]
        )
    assert numbers[0] == numbers[1]
    assert max(numbers[0]) <= 24


@pytest.mark.parametrize("below", [*PAGES, "discussions/{}/edit/"])
def test_no_page_weighs_more_than_forty_kilobytes(
    client: Client, space: Space, writer: Person, thread: Thread, below: str
) -> None:
    text = "Une phrase assez longue pour un message de la vie de tous les jours. " * 5
    for number in range(19):
        answered(thread, writer, text)
        begun(space, writer, "note", f"Note {number} " + "x" * 60, text)
    client.force_login(writer)
    response = client.get(f"/fr/spaces/atelier/{below.format(thread.pk)}")
    assert len(response.content) <= MOST_BYTES


def test_only_pages_with_a_form_to_write_in_load_a_script(
    client: Client, writer: Person, thread: Thread
) -> None:
    client.force_login(writer)
    for below in PAGES:
        loads = below in ("notes/new/", "discussions/{}/")
        response = client.get(f"/fr/spaces/atelier/{below.format(thread.pk)}")
        policy = response["Content-Security-Policy"]
        assert ("script-src 'self'" in policy) == loads
        assert ("<script" in response.content.decode()) == loads
        assert "unsafe" not in policy


def test_the_script_is_small() -> None:
    path = finders.find("theme/compose.js")
    assert isinstance(path, str)
    assert Path(path).stat().st_size <= 3 * 1024
