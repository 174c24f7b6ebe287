"""A backup brings back what was there, and nothing that must not come back."""

import json
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.forms import default_token_generator
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Page

from access import journal
from access.actions.membership import end
from access.chain import breaks
from access.check import findings
from access.models import JournalEntry, JournalHead, Membership, PageAudience
from pages.models import Article, Home
from passerelle.backup.refusals import ArchiveError
from passerelle.backup.rehearsal import differing_files
from passerelle.backup.restore import Restored, restore
from passerelle.backup.rows import mark_of
from passerelle.backup.tables import kept_tables
from passerelle.removals.journal import place
from passerelle.roles import make_roles
from people.actions.erase import erase
from people.actions.invite import invite
from people.models import Invitation, Letter, Person
from people.tokens import issue, person_of
from search.models import SearchDocument
from tests.factories import PersonFactory, add, holding, signed_in

from .conftest import KEY, PRIVATE, Lived

only_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="a database made anew by migrations takes too long"
)


def marks() -> dict[str, str]:
    """The mark of each table."""
    return {table.name: mark_of(connection, table).text for table in kept_tables()}


def replaced(file: Path, key: str = "") -> Restored:
    """Let a backup take the place of the site."""
    return restore(file, key, is_replacing=True)


def test_what_was_there_is_back_and_what_came_since_is_gone(lived: Lived) -> None:
    file = lived.backup()
    before = marks()
    lived.page.title = "Autrement"
    lived.page.save()
    PersonFactory()
    (lived.media / "public").mkdir(parents=True, exist_ok=True)
    (lived.media / "public/new.txt").write_text("new")
    result = replaced(file)
    assert result.is_open and result.troubles == []
    after = marks()
    # Everybody's sessions end; what public pages are held under is new.
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"people_person", "access_generation", "wagtailcore_modellogentry"}
    assert Article.objects.get().title == "Au puits"
    assert (lived.media / lived.document.file.name).read_bytes() == PRIVATE
    assert not (lived.media / "public/new.txt").exists()
    assert [entry.name for entry in lived.media.iterdir() if entry.name.startswith(".")] == []


def test_the_chain_of_the_journal_goes_on_where_the_backup_left_it(lived: Lived) -> None:
    erased = PersonFactory()
    journal.write(JournalEntry.Verb.REFUSED, erased)
    file = lived.backup()
    last = JournalHead.objects.get().place
    erase(erased)
    assert JournalHead.objects.get().place > last
    assert replaced(file).removals
    assert JournalEntry.objects.get(place=last + 1).verb == JournalEntry.Verb.ERASED
    assert breaks() == []


def test_rights_search_and_triggers_are_in_place(lived: Lived) -> None:
    replaced(lived.backup())
    assert findings() == []
    assert SearchDocument.objects.filter(kind="page", title="Au puits").exists()
    beneath = add(Page.objects.get(pk=lived.page.pk), Article, "Dessous")
    assert PageAudience.objects.get(page=beneath).audience == "public"


def test_numbers_of_what_is_gone_are_given_to_nobody_else(lived: Lived) -> None:
    gone = PersonFactory()
    number = gone.pk
    gone.delete()
    replaced(lived.backup())
    assert PersonFactory().pk > number


@only_sqlite
def test_an_empty_machine_becomes_the_site(lived: Lived, settings: Settings) -> None:
    file = lived.backup("site.tar.sealed", KEY)
    before = marks()
    elsewhere = lived.folder / "elsewhere"
    elsewhere.mkdir()
    connection.close()
    connection.settings_dict["NAME"] = str(elsewhere / "site.sqlite3")
    settings.MEDIA_ROOT = str(elsewhere / "media")
    result = restore(file, KEY)
    assert result.is_open
    assert {name for name, mark in marks().items() if mark != before[name]} <= {
        "people_person",
        "access_generation",
    }
    assert (elsewhere / "media" / lived.document.file.name).read_bytes() == PRIVATE


def test_what_opened_the_site_opens_nothing(lived: Lived) -> None:
    person, manager = lived.reader, Person.objects.exclude(pk=lived.reader.pk).first()
    token = issue(person, "calendar")
    link = default_token_generator.make_token(person)
    browser = signed_in(person)
    invite(lived.space, ["new@example.org"], "reader", manager, "fr")
    Letter.objects.update(sent_at=None, send_after=timezone.now())
    replaced(lived.backup())
    person.refresh_from_db()
    assert not Session.objects.exists()
    assert "_auth_user_id" not in browser.session
    assert person_of(token, "calendar") is None
    assert not default_token_generator.check_token(person, link)
    assert Invitation.objects.get().state == Invitation.State.EXPIRED
    assert Invitation.objects.get().is_open, "her space can send it again"
    assert not Letter.objects.waiting().exists()


def test_whoever_was_erased_or_left_since_does_not_come_back(lived: Lived) -> None:
    other = PersonFactory(email="awa@example.org")
    file = lived.backup()
    erase(other)
    end(Membership.objects.get(person=lived.reader), None)
    result = replaced(file)
    assert result.is_open and result.removals >= 2
    other.refresh_from_db()
    assert other.erased_at and "awa" not in other.email
    assert not Membership.objects.filter(person=lived.reader).exists()


def test_without_its_journal_the_site_is_for_managers_until_they_confirm(
    lived: Lived,
) -> None:
    roles = make_roles(list(Home.objects.order_by("path")))
    boss, manager = holding(roles["administrator"]), lived.space.memberships.get(role="manager")
    file = lived.backup()
    place().unlink()
    result = replaced(file)
    assert not result.is_open and "managers only" in result.troubles[0]

    visitor, member = Client(), signed_in(Person.objects.get(pk=lived.reader.pk))
    for browser in (visitor, member):
        for address in ("/fr/", "/fr/search/", "/api/v2/pages/", "/nothing"):
            answer = browser.get(address, follow=address == "/nothing")
            assert answer.status_code == 503
            assert answer["Retry-After"] and "no-store" in answer["Cache-Control"]
            assert "Au puits" not in answer.content.decode()
    assert visitor.get("/fr/account/login/").status_code == 200
    assert member.get("/fr/account/").status_code == 503
    assert signed_in(Person.objects.get(pk=manager.person_id)).get("/fr/").status_code == 200

    screen = signed_in(Person.objects.get(pk=boss.pk))
    page = screen.get("/admin/reports/restore/")
    assert page.status_code == 200
    assert str(manager.person) in page.content.decode()
    assert signed_in(manager.person).post("/admin/reports/restore/").status_code in (302, 404)
    assert visitor.get("/fr/").status_code == 503
    screen.post("/admin/reports/restore/")
    assert visitor.get("/fr/").status_code == 200
    assert member.get("/fr/account/").status_code == 200
    assert JournalEntry.objects.filter(verb="confirmed", actor=boss.pk).count() == 1


def test_an_act_that_cannot_be_done_again_leaves_the_site_to_managers(lived: Lived) -> None:
    file = lived.backup()
    with place().open("a") as journal:
        journal.write('{"act": "of another version", "id": 1}\n')
    result = replaced(file)
    assert not result.is_open and len(result.troubles) == 1


def test_a_site_in_use_is_not_replaced_unless_one_says_so(lived: Lived) -> None:
    file = lived.backup()
    PersonFactory()
    before = marks()
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", str(file))
    assert marks() == before


def test_a_backup_of_other_languages_is_refused(lived: Lived, settings: Settings) -> None:
    settings.CONTENT_LANGUAGES = ["fr", "en", "wo"]
    file = lived.backup()
    settings.CONTENT_LANGUAGES = ["fr", "en"]
    with pytest.raises(ArchiveError, match="wo"):
        replaced(file)


def test_a_table_that_does_not_take_its_rows_leaves_all_as_it_was(lived: Lived) -> None:
    """A key that points nowhere, as no database of ours has."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL lets no such row in")
        connection.disable_constraint_checking()
        cursor.execute("UPDATE access_membership SET space_id = 999999")
        connection.enable_constraint_checking()
    file = lived.backup()
    Membership.objects.all().delete()
    before = marks()
    with pytest.raises(ArchiveError, match="does not take"):
        replaced(file)
    assert marks() == before
    assert (lived.media / lived.document.file.name).read_bytes() == PRIVATE


def test_the_drill_restores_elsewhere_and_finds_no_difference(lived: Lived) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("its database is made by migrations there: see tests/services")
    before, said = marks(), StringIO()
    call_command("backup_drill", "--json", stdout=said)
    facts = json.loads(said.getvalue())
    assert facts["different"] == [] and facts["files"] == 1 and facts["rows"] > 100
    assert marks() == before
    assert not list(lived.folder.glob("drill-*"))


def test_the_drill_names_a_file_that_is_another(lived: Lived) -> None:
    from passerelle.backup.unpack import unpack

    (lived.folder / "unpacked").mkdir()
    manifest = unpack(lived.backup(), "", lived.folder / "unpacked").manifest
    assert differing_files(manifest, lived.media) == []
    (lived.media / lived.document.file.name).write_bytes(b"another")
    (lived.media / "public").mkdir(parents=True, exist_ok=True)
    (lived.media / "public" / "more.txt").write_bytes(b"more")
    assert differing_files(manifest, lived.media) == [lived.document.file.name, "public/more.txt"]
