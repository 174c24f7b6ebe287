"""Administrators run the self-audit from a page, which keeps what it found."""

import datetime
from collections import Counter
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from access.check import Finding
from pages.models import Home
from passerelle.audit import background
from passerelle.audit.answer import TOKENS
from passerelle.audit.copy import NoCopyError
from passerelle.audit.matrix import rows
from passerelle.audit.people import PENDING
from passerelle.audit.report import Report
from passerelle.audit.wording import PENDING_ROWS
from passerelle.models import PATIENCE, AuditRun
from people.models import Person
from tests.factories import PersonFactory, a_space, belonging, reading_screens

PAGE = "/admin/reports/audit/"
BUTTON = "Run the audit"
LEAK = Finding("search", "au", "page in secret", "fr", "A", "its title")


class Process:
    """Stands in for the processes that are started."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], **settings: Any) -> "Process":
        self.commands.append(command)
        return self

    def wait(self) -> int:
        """It has ended already."""
        return 0


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Process:
    """What is started in the background, without being run."""
    fake = Process()
    monkeypatch.setattr(background.subprocess, "Popen", fake)
    return fake


def somebody(role: str, roles: dict[str, Group]) -> Person:
    """Somebody with a role of the whole site."""
    person: Person = PersonFactory(first_name="Fatou", last_name="Sarr")
    person.groups.add(roles[role])
    return person


@pytest.fixture
def boss(roles: dict[str, Group]) -> Client:
    """The browser of an administrator, who is not above all rights."""
    return reading_screens(somebody("administrator", roles))


def shown(client: Client) -> str:
    """The page."""
    response = client.get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def ended(found: list[Finding], **fields: Any) -> AuditRun:
    """An audit that took 82 seconds, and judged five combinations."""
    run = AuditRun.objects.create(**fields)
    run.end(Report(found, Counter(search=5), requests=12).as_dict())
    run.ended_at = run.began_at + datetime.timedelta(seconds=82)
    run.save()
    return run


def test_an_administrator_comes_there_by_the_reports_and_reads_what_it_does(boss: Client) -> None:
    assert PAGE in boss.get("/admin/").content.decode()
    page = shown(boss)
    assert "throw-away copy" in page
    assert BUTTON in page
    assert "No audit was run from here yet." in page


def told(response: HttpResponse, address: str) -> tuple[int, str]:
    """What an answer says, without its own address and the tokens of forms."""
    return response.status_code, TOKENS.sub("", response.content.decode()).replace(address, "")


@pytest.mark.parametrize("role", ["editor", "contributor", "manager", "limited", "member"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_for_everybody_else_who_is_signed_in_the_page_is_missing(
    roles: dict[str, Group], process: Process, role: str, method: str
) -> None:
    if role == "manager":
        person = belonging(a_space("atelier"), "manager")
    elif role == "member":
        person = PersonFactory()
    elif role == "limited":
        person = somebody("administrator", roles)
        Person.objects.filter(pk=person.pk).update(limited=True)
    else:
        person = somebody(role, roles)
    client = reading_screens(person)
    missing = "/admin/reports/nothing/"
    answer, other = getattr(client, method)(PAGE), getattr(client, method)(missing)
    assert answer.status_code == 404
    assert told(answer, PAGE) == told(other, missing)
    assert PAGE not in client.get("/admin/").content.decode()
    assert not AuditRun.objects.exists()
    assert process.commands == []


def test_whoever_is_not_signed_in_is_asked_to_as_at_every_editing_screen(home: Home) -> None:
    for answer in (Client().get(PAGE), Client().post(PAGE)):
        assert answer.status_code == 302
        assert "login" in answer["Location"]
    assert not AuditRun.objects.exists()


def test_a_member_who_comes_to_the_editing_screens_can_still_sign_out(home: Home) -> None:
    client = reading_screens(PersonFactory())
    assert client.get("/admin/").status_code == 404
    assert client.get("/admin/logout/").status_code == 200


def test_the_button_begins_one_audit_in_a_process_of_its_own_however_often_it_is_pressed(
    boss: Client,
    process: Process,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert boss.post(PAGE)["Location"] == PAGE
        said = boss.post(PAGE, follow=True).content.decode()
    run = AuditRun.objects.get()
    assert [command[2:] for command in process.commands] == [["audit_access", f"--run={run.pk}"]]
    assert "no second one was begun" in said
    page = shown(boss)
    assert "An audit is under way, begun by Fatou Sarr" in page
    assert BUTTON not in page
    run.end(Report().as_dict())
    assert BUTTON in shown(boss)


def test_findings_are_shown_in_words_with_who_asked_and_how_long_it_took(boss: Client) -> None:
    ended([LEAK], asked_by=PersonFactory(first_name="Awa", last_name="Ba"))
    page = shown(boss)
    for words in (
        "Begun by Awa Ba",
        "1 min 22 s",
        "5 combinations",
        "by 12 requests",
        "There is 1 finding",
        "<code>search</code>",
        "Signed in, member of nothing",
        "page in secret",
        "<td>French</td>",
        "The same as if it did not exist",
        "its title",
    ):
        assert words in page
    assert "Nothing was found" not in page


def test_names_of_languages_are_those_of_the_reader(roles: dict[str, Group]) -> None:
    client = reading_screens(somebody("administrator", roles), "fr")
    ended([LEAK])
    assert "<td>français</td>" in shown(client)


def test_a_clean_result_says_so_and_what_was_left_out(boss: Client) -> None:
    ended([])
    page = shown(boss)
    assert "Nothing was found" in page
    assert "Digests come with a later issue" in page
    assert "As juror without assignment" in page


def test_a_dead_audit_is_shown_as_such_and_does_not_stand_in_the_way_of_another(
    boss: Client, process: Process
) -> None:
    ended([LEAK], began_at=timezone.now() - 2 * PATIENCE)
    dead = AuditRun.objects.create(began_at=timezone.now() - PATIENCE)
    page = shown(boss)
    assert "broke off" in page
    assert "There is 1 finding" in page
    boss.post(PAGE)
    dead.refresh_from_db()
    assert dead.state == AuditRun.State.BROKEN
    assert "An audit is under way" in shown(boss)
    assert AuditRun.objects.count() == 3


def test_an_audit_that_was_only_slow_keeps_its_result_beside_the_one_that_follows(
    boss: Client,
) -> None:
    slow = AuditRun.objects.create(began_at=timezone.now() - PATIENCE)
    assert AuditRun.begin(None) is not None
    slow.end(Report().as_dict())
    page = shown(boss)
    assert "An audit is under way" in page
    assert "Nothing was found" in page


def test_long_lists_of_findings_are_cut_and_their_number_is_told(boss: Client) -> None:
    many = [Finding("page", "an", f"page {number}", "fr", "N", "200") for number in range(203)]
    ended(many)
    page = shown(boss)
    assert "There are 203 findings" in page
    assert "3 more are not listed here" in page
    assert page.count("<code>page</code>") == 200


def test_earlier_audits_are_listed_at_the_same_cost_however_many_there_are(
    boss: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ended([LEAK], asked_by=PersonFactory(first_name="Binta", last_name="Ly"))
    ended([])
    shown(boss)
    with django_assert_max_num_queries(60) as two:
        assert "Binta Ly" in shown(boss)
    for _number in range(8):
        ended([], asked_by=PersonFactory())
    with django_assert_max_num_queries(60) as ten:
        shown(boss)
    assert len(two) == len(ten)


def test_the_command_keeps_the_result_of_a_run_that_was_asked_for(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "run_audit", lambda: Report([LEAK]))
    run = AuditRun.begin(None)
    assert run is not None
    with pytest.raises(SystemExit):
        call_command("audit_access", run=run.pk)
    run.refresh_from_db()
    assert run.is_done
    assert run.result["findings"] == [LEAK.as_dict()]


def test_a_run_that_fails_is_known_to_have_broken_off(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> Report:
        raise NoCopyError("Let its account create databases.")

    monkeypatch.setattr(background, "run_audit", refuse)
    run = AuditRun.begin(None)
    assert run is not None
    with pytest.raises(CommandError, match="create databases"):
        call_command("audit_access", run=run.pk)
    run.refresh_from_db()
    assert run.state == AuditRun.State.BROKEN


def test_a_run_that_nobody_asked_for_is_refused_in_a_sentence(db: None) -> None:
    with pytest.raises(CommandError, match="Nobody asked for run 7"):
        call_command("audit_access", run=7)


def test_what_pending_rows_say_is_known_to_translators() -> None:
    pending = [row for row in rows().values() if row.pending]
    texts = {row.title for row in pending} | {row.pending for row in pending}
    assert texts | set(PENDING.values()) == set(PENDING_ROWS)
