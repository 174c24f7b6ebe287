"""The spaces of the demonstration once they are in the database: who finds what in them."""

import pytest
from django.test import Client

from access.decisions import may
from access.models import JournalEntry, Membership, Space
from files.models import SiteDocument
from pages.models import Annex, Seminar, SpaceHome
from passerelle.demo.accounts import ACCOUNTS, LIMITED, Account, roles_in_spaces
from passerelle.demo.content import Content
from people.models import Person
from search.models import SearchDocument
from tests.demo.conftest import LANGUAGES, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

each_account = pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.name)


def person(account: Account) -> Person:
    """The account as a request finds it."""
    return Person.objects.get(email=account.email)


def reads(account: Account, space: Space) -> bool:
    """Whether an account must find the inside of a space."""
    if account.role == "suspended":
        return False
    if space.slug in roles_in_spaces()[account.email]:
        return True
    return space.preset == "open" and account.role not in LIMITED


@each_account
def test_each_account_finds_its_spaces_and_at_most_the_card_of_others(
    client: Client, content: Content, account: Account
) -> None:
    client.force_login(person(account))
    for entry in content.spaces:
        space = Space.objects.get(slug=entry.key)
        for language in LANGUAGES:
            answer = client.get(f"/{language}/spaces/{space.slug}/")
            inside = reads(account, space)
            known = inside or (space.preset != "secret" and account.role not in LIMITED)
            assert answer.status_code == (200 if known else 404), space.slug
            canary = entry.pages[0].texts[language].front["title"]
            assert (canary in answer.content.decode()) == inside, space.slug


@each_account
def test_each_account_may_do_what_its_role_says_and_no_more(account: Account) -> None:
    who = person(account)
    roles = {} if account.role == "suspended" else roles_in_spaces()[account.email]
    for slug, role in roles.items():
        space = Space.objects.get(slug=slug)
        assert bool(may(who, "contribute", space)) == (role != "reader")
        assert bool(may(who, "publish", space)) == (role in ("publisher", "manager"))
        assert bool(may(who, "manage", space)) == (role == "manager")
    for space in Space.objects.exclude(slug__in=roles):
        assert not may(who, "publish", space)
        assert not may(who, "manage", space)
        assert bool(may(who, "view", space)) == reads(account, space)


def test_every_space_is_welcoming_in_both_languages() -> None:
    for space in Space.objects.all():
        homes = {home.locale.language_code: home for home in SpaceHome.objects.filter(space=space)}
        assert set(homes) == set(LANGUAGES)
        assert all(len(home.words.split()) > 50 for home in homes.values()), space.slug
        assert homes["fr"].title == space.names["fr"] != space.names["en"]
        assert set(space.sentences) == set(LANGUAGES)


def test_spaces_their_people_and_their_files_are_as_old_as_they_say(content: Content) -> None:
    for entry in content.spaces:
        space = Space.objects.get(slug=entry.key)
        opened = content.dates.moment(entry.facts["opened"])
        assert space.created_at == opened
        assert min(space.journal_entries.values_list("at", flat=True)) == opened
        for membership in space.memberships.all():
            assert opened <= membership.since
            assert membership.since.date() < TODAY
    for file in SiteDocument.objects.exclude(uploaded_by_user=None):
        assert file.created_at.date() < TODAY


def test_the_journal_knows_who_came_and_who_left(content: Content) -> None:
    given = JournalEntry.objects.filter(verb="role_given").count()
    ended = JournalEntry.objects.filter(verb="role_ended")
    assert given == Membership.objects.count() + ended.count()
    former = Person.objects.get(email="former@trame-commune.example")
    assert {entry.space.slug for entry in ended} == {"membres", "fil-et-fontaine"}
    assert {entry.person for entry in ended} == {former}
    assert former.is_active


def test_every_member_is_in_the_group_of_her_role() -> None:
    for membership in Membership.objects.select_related("person", "space"):
        groups = membership.person.groups.filter(name__startswith=f"space:{membership.space_id}:")
        names = set(groups.values_list("name", flat=True))
        assert names == {membership.space.group(membership.role).name}


def test_the_annexes_of_the_seminar_are_for_its_participants(client: Client) -> None:
    seminar = Seminar.objects.get(slug="eau-et-gouvernance-cle-de-la-pompe")
    assert seminar.space == Space.objects.get(slug="eau-et-gouvernance")
    annexes = Annex.objects.filter(event=seminar)
    assert annexes.count() == 2
    for name, status in (("member-reader", 200), ("member-publisher", 404), ("editor", 404)):
        client.force_login(Person.objects.get(email=f"{name}@trame-commune.example"))
        for annex in annexes:
            assert client.get(annex.url).status_code == status
    assert any(annex.file and annex.file.collection.space == seminar.space for annex in annexes)


def test_an_edited_seminar_keeps_its_space() -> None:
    seminar = Seminar.objects.exclude(space=None).first()
    assert seminar.latest_revision.as_object().space == seminar.space


def test_files_lie_among_those_of_their_space_with_the_name_of_who_brought_them(
    content: Content,
) -> None:
    for entry in content.spaces:
        files = SiteDocument.objects.filter(collection__space__slug=entry.key)
        brought = files.exclude(uploaded_by_user=None).values_list("title", flat=True)
        assert set(brought) == {row["title"] for row in entry.facts["files"]}


def test_two_organisations_own_the_space_of_their_common_answer() -> None:
    owners = Space.objects.get(slug="reparer-l-eau").organizations
    assert set(owners.values_list("slug", flat=True)) == {"fil-et-fontaine", "kan-an-dour"}


def test_what_is_said_among_some_is_not_licensed_to_all() -> None:
    for space in SpaceHome.objects.all():
        for page in space.get_children().specific():
            assert page.licence == "reserved", page.title


def test_the_folder_lies_in_the_space_of_its_association() -> None:
    folder = Space.objects.get(kind="folder")
    assert folder.parent.slug == "fil-et-fontaine"


def test_the_index_holds_pages_of_spaces_under_their_audience() -> None:
    for space in Space.objects.all():
        assert SearchDocument.objects.filter(audience=space.audience, language="en").exists()
