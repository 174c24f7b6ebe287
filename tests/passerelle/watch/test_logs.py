"""The log holds nothing personal, no token that would open anything, and the request's number."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pages.models import Home
from passerelle.watch.current import Current, current
from passerelle.watch.logs import JsonLines, TextLines, masked
from people.tokens import issue
from tests.factories import PersonFactory

Written = Callable[[], str]


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture) -> Written:
    """What the console would show."""
    caplog.set_level(logging.WARNING)
    caplog.handler.setFormatter(TextLines())
    return lambda: caplog.text


def a_record(message: str, *args: object, error: Exception | None = None) -> logging.LogRecord:
    """What a call of a logger makes."""
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("room", logging.ERROR, "file.py", 1, message, args, info)


def test_a_token_that_no_longer_counts_is_masked(
    written: Written, client: Client, home: Home
) -> None:
    token = issue(PersonFactory(is_active=False), "feeds")
    assert client.get(f"/fr/feeds/{token}.atom").status_code == 404
    assert "/fr/feeds/….atom" in written()
    assert token not in written()


def test_ordinary_addresses_are_logged_as_they_are(
    written: Written, client: Client, home: Home
) -> None:
    client.get("/fr/projets/un-puits-a-kaya-au-coeur-du-sahel/")
    assert "/fr/projets/un-puits-a-kaya-au-coeur-du-sahel/" in written()


def test_a_line_break_in_an_address_stays_on_one_line(
    written: Written, client: Client, home: Home
) -> None:
    client.get("/fr/rien%0AERROR%20inventee/")
    client.get("/fr/rien%1B[31m/")
    assert len(written().splitlines()) == 2
    assert "\x1b" not in written()
    assert "\n" not in TextLines().format(a_record("a\nb\r\x1b[1m%s", "c\nd"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to Awa.Diop+x@example.org: refused", "to …: refused"),
        ("<awa@example.org>", "<…>"),
        ("/fr/search/?q=cancer&page=2 failed", "/fr/search/?… failed"),
        ("from 203.0.113.7:443", "from …:443"),
        ("from 2001:db8::7", "from …"),
        ("at 127.0.0.1:9200 and ::1", "at 127.0.0.1:9200 and ::1"),
        ("at 12:30:45 in module.name::part", "at 12:30:45 in module.name::part"),
        ("Why? Because 1.2.3 is a version", "Why? Because 1.2.3 is a version"),
    ],
)
def test_addresses_of_people_and_what_they_asked_are_masked(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_addresses_of_machines_stay_when_asked_for() -> None:
    assert masked("from 203.0.113.7, awa@example.org", addresses=True) == "from 203.0.113.7, …"


def test_a_trace_says_where_and_not_what() -> None:
    try:
        int("Awa Diop")
    except ValueError as error:
        record = a_record("broken", error=error)
    for line in (TextLines().format(record), JsonLines().format(record)):
        assert "test_a_trace_says_where_and_not_what" in line
        assert "ValueError" in line
    # The source stands in the trace: the word is that of this very test.
    assert TextLines().format(record).count("Awa Diop") == 1


def test_lines_of_json_name_the_request(caplog: pytest.LogCaptureFixture) -> None:
    token = current.set(Current("abc12345"))
    try:
        line = json.loads(JsonLines().format(a_record("sent to %s", "awa@example.org")))
    finally:
        current.reset(token)
    assert line["request_id"] == "abc12345"
    assert (line["says"], line["level"], line["logger"]) == ("sent to …", "ERROR", "room")


def test_what_a_record_counts_is_there_by_name() -> None:
    counted = {"route": "page", "ms": 12}
    record = logging.LogRecord(
        "requests", logging.INFO, "f", 1, "%(route)s %(ms)s ms", (counted,), None
    )
    line = json.loads(JsonLines().format(record))
    assert (line["route"], line["ms"], line["says"]) == ("page", 12, "page 12 ms")


def test_each_answer_has_a_number_which_a_trusted_proxy_may_give(
    client: Client, home: Home, settings: Any
) -> None:
    given = {"X-Request-ID": "0123456789abcdef"}
    made = client.get("/fr/", headers=given)["X-Request-ID"]
    assert made != given["X-Request-ID"]
    assert client.get("/fr/", headers=given)["X-Request-ID"] != made
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client.get("/fr/", headers=given)["X-Request-ID"] == given["X-Request-ID"]
    for forged in ("short", "a" * 65, "with space 12", "<script>alert"):
        assert client.get("/fr/", headers={"X-Request-ID": forged})["X-Request-ID"] != forged


def test_the_page_for_faults_tells_the_number(
    client: Client, home: Home, monkeypatch: pytest.MonkeyPatch, written: Written
) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("pages.views.page.resolve", lambda *args: 1 / 0)
    response = client.get("/en/anything/")
    assert response.status_code == 500
    assert f'<code dir="ltr">{response["X-Request-ID"]}</code>' in response.content.decode()
    assert f"[{response['X-Request-ID']}]" in written()
