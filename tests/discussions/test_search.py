"""What people wrote is found by those who may read it, and by nobody else."""

from typing import Any

import pytest
from django.test import Client

from access.actions.space import change_parts, change_preset
from access.models import Space
from discussions.models import Thread
from people.models import Person
from search.indexing import reindex
from search.models import Outbox, SearchDocument
from search.outbox import drain_outbox
from tests.discussions.conftest import answered, anyone, begun
from tests.factories import belonging


def found(client: Client, words: str, language: str = "fr") -> list[dict[str, Any]]:
    """The hits of a search, the index being up to date."""
    drain_outbox.func()
    answer = client.get(f"/{language}/search/", {"q": words, "format": "json"})
    return list(answer.json()["hits"])


@pytest.mark.parametrize("who", ["anonymous", "outsider", "limited", "ended", "other_manager"])
def test_those_outside_find_nothing_and_no_total_tells(
    client: Client, space: Space, thread: Thread, who: str
) -> None:
    if person := anyone(space, who):
        client.force_login(person)
    drain_outbox.func()
    answer = client.get("/fr/search/", {"q": "puits", "format": "json"}).json()
    assert answer["total"] == 0
    assert "discussion" not in str(answer["facets"])


def test_members_find_a_thread_by_its_title_and_by_any_message(
    client: Client, space: Space, thread: Thread
) -> None:
    client.force_login(belonging(space, "reader"))
    answered(thread, belonging(space, "contributor"), "Le **forage** coûte trop cher")
    for words in ("puits", "forage"):
        hits = found(client, words)
        assert [hit["type"] for hit in hits] == ["discussion"]
        assert hits[0]["url"].endswith(f"/fr/spaces/atelier/discussions/{thread.pk}/")
    assert found(client, "forage", "en")[0]["url"].endswith(
        f"/en/spaces/atelier/discussions/{thread.pk}/"
    )


def test_what_is_changed_or_withdrawn_leaves_the_index(
    client: Client, space: Space, writer: Person, thread: Thread
) -> None:
    message = answered(thread, writer, "Le forage")
    client.force_login(writer)
    assert found(client, "forage")
    edit = f"/fr/spaces/atelier/messages/{message.pk}/edit/"
    client.post(edit, {"text": "La citerne", "version": "1"})
    assert not found(client, "forage")
    assert found(client, "citerne")
    client.post(f"/fr/spaces/atelier/messages/{message.pk}/withdraw/")
    assert not found(client, "citerne")
    assert found(client, "puits")


def test_a_part_that_is_switched_off_is_read_and_found_nowhere_until_it_is_on_again(
    client: Client, space: Space, writer: Person, thread: Thread
) -> None:
    begun(space, writer, "note", "Un mot du puits")
    client.force_login(writer)
    assert len(found(client, "puits")) == 2
    change_parts(space, ["notes", "files"], actor=None)
    assert [hit["type"] for hit in found(client, "puits")] == ["note"]
    for below in ("discussions/", f"discussions/{thread.pk}/", f"discussions/{thread.pk}/edit/"):
        assert client.get(f"/fr/spaces/atelier/{below}").status_code == 404
    message = thread.messages.get()
    assert client.get(f"/fr/spaces/atelier/messages/{message.pk}/edit/").status_code == 404
    assert "Le puits" not in client.get("/fr/spaces/atelier/").content.decode()
    change_parts(space, [*space.parts, "discussions"], actor=None)
    assert len(found(client, "puits")) == 2


def test_saving_a_space_touches_its_threads_only_when_something_changes(
    space: Space, thread: Thread
) -> None:
    drain_outbox.func()
    space.save()
    assert not Outbox.objects.exists()
    change_preset(space, "open", actor=None)
    assert not Outbox.objects.exists()


def test_comments_on_pages_are_no_documents_of_their_own(space: Space, writer: Person) -> None:
    begun(space, writer)
    Thread.objects.update(kind="page", page_key="0" * 32)
    reindex()
    assert not SearchDocument.objects.filter(kind="thread").exists()


def test_a_thread_that_is_deleted_leaves_the_index(
    client: Client, writer: Person, thread: Thread
) -> None:
    client.force_login(writer)
    assert found(client, "puits")
    thread.delete()
    drain_outbox.func()
    assert not SearchDocument.objects.filter(kind="thread").exists()
