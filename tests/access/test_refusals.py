"""The log tells of refused acts, with a pseudonym, a number and a reason; no flood fills it."""

import logging
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access import security_log
from access.refusals import UNSEEN
from access.security_log import MOST, MOST_OF_ONE, VISITOR, Limit, pseudonym, tell
from pages.models import Article, Home
from passerelle.watch.logs import JsonLines
from people.models import Person
from tests.factories import PersonFactory, a_space, add, belonging, signed_in


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The log, with nothing counted yet."""
    monkeypatch.setattr(security_log, "limit", Limit())
    caplog.set_level(logging.INFO, "passerelle.security")
    return caplog


def told(log: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """What the log was told, line by line."""
    return [
        record.args
        for record in log.records
        if record.name == "passerelle.security" and isinstance(record.args, dict)
    ]


def test_a_refused_act_is_told_with_its_verb_its_object_and_its_reason(
    homes: tuple[Home, Home], log: pytest.LogCaptureFixture
) -> None:
    space = a_space("zibeline", "secret")
    reader: Person = belonging(space, "reader")
    answer = signed_in(reader).post(f"/fr/spaces/{space.slug}/people/1/remove/")
    assert answer.status_code in (403, 404)
    (line,) = told(log)
    assert line == {
        "event": "refused",
        "who": pseudonym(reader),
        "what": f"manage access.space {space.pk}",
        "why": "Your role in this space does not let you.",
    }


def test_what_somebody_may_not_see_is_told_by_the_name_of_the_address(
    home: Home, log: pytest.LogCaptureFixture
) -> None:
    a_space("zibeline", "secret")
    outsider = PersonFactory()
    assert signed_in(outsider).get("/fr/spaces/zibeline/people/").status_code == 404
    (line,) = told(log)
    assert (line["who"], line["event"]) == (pseudonym(outsider), "refused")
    assert line["why"] in (UNSEEN, "There is nothing here, or it is not for you.")


def test_a_line_names_nobody_and_nothing(home: Home, log: pytest.LogCaptureFixture) -> None:
    space = a_space("zibeline", "secret")
    person = PersonFactory(first_name="Zircon", email="zircon@example.org")
    client = signed_in(person)
    for path in ("/fr/spaces/zibeline/", f"/fr/spaces/{space.slug}/settings/", "/fr/zibeline/"):
        client.get(path)
    lines = [JsonLines().format(record) for record in log.records if "security" in record.name]
    assert len(lines) == 3
    for word in ("zibeline", "Zircon", "zircon", space.name):
        assert not any(word in line for line in lines)
    assert pseudonym(person) not in (str(person.pk), VISITOR)


def test_what_is_answered_is_not_told_though_buttons_are_not_shown(
    home: Home, log: pytest.LogCaptureFixture
) -> None:
    add(home, Article, "Un puits")
    reader = signed_in(belonging(a_space(), "reader"))
    for client in (reader, Client()):
        assert client.get("/fr/un-puits/").status_code == 200
    assert reader.get("/fr/spaces/atelier/").status_code == 200
    assert told(log) == []


def test_visitors_who_ask_for_what_is_not_there_are_not_told_of(
    home: Home, log: pytest.LogCaptureFixture
) -> None:
    assert Client().get("/fr/wp-login.php").status_code == 404
    assert told(log) == []


def test_a_flood_of_one_leaves_room_for_others_and_is_counted(
    log: pytest.LogCaptureFixture,
) -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        for _time in range(1000):
            tell("refused", "one", "view", "no")
        tell("refused", "other", "view", "no")
        assert len(told(log)) == MOST_OF_ONE + 1
        for number in range(1000):
            tell("refused", f"many {number}", "view", "no")
        assert len(told(log)) == MOST
        clock.shift(60)
        tell("refused", "one", "view", "no")
    left_out, last = told(log)[-2:]
    assert left_out == {"left_out": 2001 - MOST}
    assert last["who"] == "one"


def test_to_tell_asks_the_database_nothing(home: Home, log: pytest.LogCaptureFixture) -> None:
    a_space("zibeline", "secret")
    client = signed_in(PersonFactory())
    counts = []
    for path in ("/fr/spaces/zibeline/", "/fr/spaces/there-is-none/"):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len(told(log)) == 4
