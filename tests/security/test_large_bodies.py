"""What is larger than anything that we take is refused before it is read."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from files.checks import MOST_BYTES
from tests.factories import a_space, belonging

FILES = "multipart/form-data; boundary=x"
FIELDS = "application/x-www-form-urlencoded"


class Unread(BytesIO):
    """A body of which nobody asks a byte."""

    def read(self, *args: Any) -> bytes:
        """Fail.

        Raises:
            AssertionError: always.
        """
        raise AssertionError("The body was read.")

    readline = readinto = read  # type: ignore[assignment]


@pytest.fixture
def member(homes: Any) -> Client:
    """A browser in which somebody is signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(belonging(a_space(), "manager"))
    return client


def sent(client: Client, address: str, content_type: str, length: int | str) -> Any:
    """The answer to a body that says how long it is."""
    extra: dict[str, Any] = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(length)}
    return client.generic("POST", address, b"-", content_type, **extra)


@pytest.mark.parametrize(
    "address",
    ["/fr/spaces/atelier/files/", "/fr/spaces/atelier/discussions/new/", "/admin/images/add/"],
)
def test_files_larger_than_we_take_are_refused_unread(member: Client, address: str) -> None:
    answer = sent(member, address, FILES, MOST_BYTES * 2)
    assert answer.status_code == 413
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.count(b"<h1>") == 1


@pytest.mark.parametrize("length", [3 * 1024 * 1024, "9" * 40, "-1", "²"])
def test_a_text_larger_than_we_take_is_refused_unread(member: Client, length: int | str) -> None:
    for client in (member, Client()):
        assert sent(client, "/fr/account/login/", FIELDS, length).status_code == 413


def test_strangers_bring_no_files(homes: Any) -> None:
    assert sent(Client(), "/fr/account/login/", FILES, 3 * 1024 * 1024).status_code == 413


def test_what_is_as_large_as_a_file_may_be_is_read(member: Client) -> None:
    with pytest.raises(AssertionError, match="was read"):
        sent(member, "/fr/spaces/atelier/files/", FILES, MOST_BYTES)


@pytest.mark.parametrize("field", ["text", "csrfmiddlewaretoken"])
def test_long_text_beside_files_is_no_fault_of_ours(member: Client, field: str) -> None:
    member.handler.enforce_csrf_checks = False
    form = {field: "é" * 2_000_000, "title": "Long"}
    answer = member.post("/fr/spaces/atelier/discussions/new/", form)
    assert answer.status_code in (200, 400, 413)
