"""A space is opened in one step; its roles decide who reads, and act at once."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from pytest_django import DjangoAssertNumQueries
from wagtail.models import GroupPagePermission, Page

from access.actions.membership import LastManager, MembersOnly, end, give
from access.actions.space import change_preset, change_status
from access.apply import apply
from access.decisions import may
from access.models import JournalEntry, Membership, PageAudience, Space
from access.presets import PRESETS
from access.visibility import audiences_of
from pages.models import Article, Home, SpaceHome
from people.models import Person
from tests.factories import PersonFactory, a_space, add, belonging


def again(person: Person) -> Person:
    """The person as the next request finds her."""
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def space(home: Home) -> Space:
    """A space for its members."""
    return a_space()


def test_opening_a_space_plants_a_home_page_in_each_language(space: Space) -> None:
    homes = SpaceHome.objects.filter(space=space)
    assert sorted(home.locale.language_code for home in homes) == ["en", "fr"]
    assert len({home.translation_key for home in homes}) == 1
    rows = PageAudience.objects.filter(page__in=homes)
    assert {row.audience for row in rows} == {space.audience}


def test_a_space_gives_its_collection_its_own_audience(space: Space) -> None:
    deeper = space.collection.add_child(name="Photos").add_child(name="2026")
    assert deeper.audience_row.audience == space.audience
    assert space.collection.get_root().audience_row.audience == "public"
    assert space.collection.get_parent().audience_row.audience == "spaces"


def test_what_lies_beneath_spaces_without_a_root_is_seen_by_nobody(space: Space) -> None:
    above = SpaceHome.objects.filter(space=space).first().get_parent()
    stray = above.add_child(instance=Article(title="Égarée", locale=above.locale, live=True))
    assert PageAudience.objects.get(page=stray).audience == "spaces"


@pytest.mark.parametrize("role", ["reader", "contributor", "publisher", "manager"])
def test_each_role_reads_its_space_and_only_managers_hold_their_own_audience(
    space: Space, role: str
) -> None:
    person = again(belonging(space, role))
    assert space.audience in audiences_of(person)
    assert (space.managers_audience in audiences_of(person)) == (role == "manager")


def test_leaving_acts_at_the_next_request(space: Space) -> None:
    person = belonging(space, "publisher")
    end(Membership.objects.get(person=person), actor=person)
    assert audiences_of(again(person)) == ("public",)
    assert not person.groups.exists()


def test_a_membership_that_runs_out_ends_by_itself(space: Space) -> None:
    person = PersonFactory()
    give(space, person, "manager", None, until=timezone.now() - datetime.timedelta(seconds=1))
    assert audiences_of(again(person)) == ("public",)
    assert not Membership.objects.filter(person=person).exists()
    assert JournalEntry.objects.filter(verb="role_ended", person=person).exists()


def test_a_membership_that_two_end_at_once_ends_once(space: Space) -> None:
    person = belonging(space, "publisher")
    first, second = (Membership.objects.get(person=person) for _time in range(2))
    end(first, actor=person)
    end(second, actor=person)
    assert JournalEntry.objects.filter(verb="role_ended", person=person).count() == 1


def test_whoever_alone_manages_a_space_stays_when_her_time_has_run_out(space: Space) -> None:
    membership = space.memberships.get()
    Membership.objects.update(until=timezone.now() - datetime.timedelta(days=1))
    assert space.audience in audiences_of(again(membership.person))
    belonging(space, "manager")
    assert audiences_of(again(membership.person)) == ("public",)


@pytest.mark.parametrize("role", ["reader", "publisher"])
def test_a_limited_account_never_comes_into_the_members_area(home: Home, role: str) -> None:
    area = a_space("membres", kind=Space.Kind.MEMBERS_AREA)
    partner = PersonFactory(limited=True)
    with pytest.raises(MembersOnly):
        give(area, partner, role, actor=None)
    assert not Membership.objects.filter(person=partner).exists()


def test_the_last_manager_stays_until_there_is_another(space: Space) -> None:
    membership = space.memberships.get()
    with pytest.raises(LastManager):
        end(membership, actor=membership.person)
    with pytest.raises(LastManager):
        give(space, membership.person, "reader", actor=None)
    belonging(space, "manager")
    end(membership, actor=membership.person)
    assert space.memberships.get().role == "manager"


def test_an_open_space_is_read_by_whoever_is_signed_in_but_limited_accounts(home: Home) -> None:
    space = a_space("ouvert", "open")
    assert space.audience in audiences_of(PersonFactory())
    assert space.audience not in audiences_of(PersonFactory(limited=True))
    assert space.audience not in audiences_of(AnonymousUser())
    assert may(PersonFactory(), "contribute", space)
    assert not may(PersonFactory(), "publish", space)


def test_changing_the_preset_opens_and_closes_at_once_without_touching_what_is_inside(
    space: Space,
) -> None:
    outsider = PersonFactory()
    before = list(PageAudience.objects.values_list("page_id", "audience").order_by("page_id"))
    change_preset(space, "open", actor=None)
    assert space.audience in audiences_of(again(outsider))
    change_preset(space, "secret", actor=None)
    assert space.audience not in audiences_of(again(outsider))
    assert before == list(
        PageAudience.objects.values_list("page_id", "audience").order_by("page_id")
    )


def test_a_read_only_space_is_read_and_not_written(space: Space) -> None:
    person = belonging(space, "publisher")
    page = Page.objects.get(pk=SpaceHome.objects.filter(space=space).first().pk)
    assert page.permissions_for_user(again(person)).can_edit()
    change_status(space, Space.Status.READ_ONLY, actor=None)
    assert may(again(person), "view", space)
    assert not may(again(person), "contribute", space)
    assert not page.permissions_for_user(again(person)).can_edit()


def test_applying_a_second_time_changes_nothing_and_repairs_what_was_lost(space: Space) -> None:
    assert apply(space) == 0
    rows = GroupPagePermission.objects.filter(group__name__startswith=f"space:{space.pk}:")
    number = rows.count()
    rows.first().delete()
    assert apply(space) == 1
    assert rows.count() == number


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("who", ["anonymous", "outsider", "member"])
def test_those_outside_see_a_card_without_anything_of_the_inside(
    client: Client, home: Home, preset: str, who: str
) -> None:
    space = a_space("atelier", preset)
    inside = add(SpaceHome.objects.get(space=space, locale=home.locale), Article, "Secret intime")
    if who != "anonymous":
        client.force_login(belonging(space, "reader") if who == "member" else PersonFactory())
    reads = who == "member" or (who == "outsider" and preset == "open")
    knows = reads or preset != "secret"
    answer = client.get("/fr/spaces/atelier/")
    assert answer.status_code == (200 if knows else 404)
    assert ("Secret intime" in answer.content.decode()) == reads
    assert client.get(f"/fr/spaces/atelier/{inside.slug}/").status_code == (200 if reads else 404)
    listed = client.get("/fr/spaces/").content.decode()
    assert ("Espace atelier" in listed) == knows


def test_a_refused_and_a_missing_space_get_the_same_answer(client: Client, home: Home) -> None:
    a_space("secret", "secret")
    client.force_login(PersonFactory())
    refused = client.get("/fr/spaces/secret/").content.replace(b"secret", b"X")
    missing = client.get("/fr/spaces/absent/").content.replace(b"absent", b"X")
    assert refused == missing


def test_a_limited_account_sees_no_card_of_what_it_was_not_given(
    client: Client, home: Home
) -> None:
    a_space("autre", "members")
    space = a_space("dossier", "team")
    client.force_login(belonging(space, "contributor", limited=True))
    assert client.get("/fr/spaces/dossier/").status_code == 200
    assert client.get("/fr/spaces/autre/").status_code == 404
    assert "Espace autre" not in client.get("/fr/spaces/").content.decode()


def test_what_a_person_belongs_to_is_worked_out_once_a_request(
    space: Space, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = again(belonging(space, "reader"))
    asking = SimpleLazyObject(lambda: person)
    audiences_of(asking)
    with django_assert_num_queries(0):
        assert space.audience in audiences_of(asking)
