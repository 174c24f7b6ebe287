"""“Who can see this?” says what a brute-force table says, and shows the page as others get it."""

import datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from access.actions.membership import end, give
from access.actions.space import change_preset
from access.decisions import may
from access.kinds import KINDS
from access.models import Membership, Space
from access.presets import PRESETS
from access.stand_in import NAMES
from access.who import panel, people_who_see
from discussions.actions.write import Words, begin
from pages.models import Article, Home, ManagersHome, SpaceHome
from people.models import Person
from tests.factories import PersonFactory, a_space, add, belonging, item


def fresh(person: Person) -> Person:
    """The person as the next request finds her."""
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def world(home: Home) -> dict[str, Any]:
    """Two spaces, people of every sort, a page of each audience."""
    space, other = a_space("a"), a_space("b", "team")
    for role in ("reader", "contributor", "publisher"):
        belonging(space, role)
    belonging(space, "reader", limited=True)
    belonging(other, "manager")
    PersonFactory(limited=True)
    PersonFactory()
    away = belonging(space, "reader")
    Person.objects.filter(pk=away.pk).update(is_active=False)
    give(space, PersonFactory(), "reader", None, until=timezone.now() + datetime.timedelta(hours=1))
    gone = PersonFactory()
    give(space, gone, "reader", None, until=timezone.now() - datetime.timedelta(hours=1))
    inside = SpaceHome.objects.get(space=space, locale=home.locale)
    board = ManagersHome.objects.get(space=space, locale=home.locale)
    return {
        "space": space,
        "pages": [
            add(home, Article, "Publique"),
            add(inside, Article, "Du groupe"),
            add(board, Article, "Des responsables"),
        ],
    }


@pytest.mark.parametrize("preset", PRESETS)
def test_the_panel_equals_a_brute_force_table(world: dict[str, Any], preset: str) -> None:
    change_preset(world["space"], preset, actor=None)
    manager = fresh(world["space"].memberships.filter(role="manager").first().person)
    for page in world["pages"]:
        table = {person.pk for person in Person.objects.all() if may(fresh(person), "view", page)}
        audience = KINDS["page"].audience(page)
        active = set(Person.objects.filter(is_active=True).values_list("pk", flat=True))
        assert set(people_who_see(audience).values_list("pk", flat=True)) == table & active
        if audience != "public":
            assert panel(manager, KINDS["page"], page).count == len(table & active)
            assert not may(AnonymousUser(), "view", page)


def test_numbers_add_up_and_names_are_for_managers_only(world: dict[str, Any]) -> None:
    page = world["pages"][1]
    space: Space = world["space"]
    people = {
        row.role: fresh(row.person) for row in space.memberships.filter(person__limited=False)
    }
    answer = panel(people["manager"], KINDS["page"], page)
    assert answer.count == sum(row.count for row in answer.roles) == len(answer.people)
    assert panel(people["reader"], KINDS["page"], page).people == []
    assert panel(people["reader"], KINDS["page"], page).count == answer.count
    limited = fresh(space.memberships.get(person__limited=True).person)
    assert panel(limited, KINDS["page"], page).count is None


def test_the_panel_is_for_those_who_see_the_page(client: Client, world: dict[str, Any]) -> None:
    page = world["pages"][1]
    address = f"/fr/who/page/{page.pk}/"
    missing = client.get("/fr/who/page/999999/")
    assert client.get(address).status_code == missing.status_code == 404
    client.force_login(PersonFactory())
    assert client.get(address).status_code == 404
    client.force_login(belonging(world["space"], "reader"))
    assert client.get(address).status_code == 200
    answer = client.get(f"{address}?format=json").json()
    assert set(answer) == {"audience", "count", "why", "roles", "people"}
    assert answer["audience"] == world["space"].audience
    assert client.get(f"/fr/who/rien/{page.pk}/").status_code == 404
    assert client.get(f"{address}?at=hier").status_code == 400


def test_a_page_is_shown_as_others_get_it(client: Client, world: dict[str, Any]) -> None:
    public, inside, _board = world["pages"]
    client.force_login(belonging(world["space"], "reader"))
    seen = client.get(f"/fr/who/page/{public.pk}/?as=visitor")
    assert "Publique" in seen.content.decode()
    assert "sandbox" in seen["Content-Security-Policy"]
    refused = client.get(f"/fr/who/page/{inside.pk}/?as=visitor")
    assert refused.status_code == 404
    assert "Du groupe" not in refused.content.decode()
    assert client.get(f"/fr/who/page/{inside.pk}/?as=partner").status_code == 404
    assert client.get(f"/fr/who/page/{inside.pk}/?as=administrator").status_code == 404


def test_links_and_files_on_such_a_page_are_those_that_others_get(
    client: Client, world: dict[str, Any], home: Home
) -> None:
    inside = world["pages"][1]
    text = f'<p>Voir <a linktype="page" id="{inside.pk}">ce que nous disons</a>.</p>'
    public = add(home, Article, "Annonce", body=[{"type": "paragraph", "value": text}])
    client.force_login(belonging(world["space"], "reader"))
    link = f'href="/fr/spaces/a/{inside.slug}/"'
    assert link in client.get(f"/fr/{public.slug}/").content.decode()
    for name in ("visitor", "partner"):
        seen = client.get(f"/fr/who/page/{public.pk}/?as={name}").content.decode()
        assert "ce que nous disons" in seen
        assert link not in seen


def test_a_page_of_another_language_is_shown_as_others_get_it(
    client: Client, world: dict[str, Any]
) -> None:
    public = world["pages"][0]
    client.force_login(belonging(world["space"], "reader"))
    seen = client.get(f"/en/who/page/{public.pk}/?as=visitor")
    assert seen.status_code == 200
    assert '<html lang="fr"' in seen.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_looked_at_is_an_answer(
    client: Client, world: dict[str, Any], home: Home, name: str
) -> None:
    change_preset(world["space"], "open", actor=None)
    area = a_space("membres", kind=Space.Kind.MEMBERS_AREA)
    person = belonging(area, "reader")
    client.force_login(person)
    seminar = item("seminar", home, "Journée", space=world["space"])
    begin(world["space"], "note", person, "Une note", "fr", Words("Son texte."))
    things = [("page", page) for page in (*world["pages"], seminar, home)]
    for kind, thing in [*things, ("space", world["space"]), ("space", area)]:
        answer = client.get(f"/fr/who/{kind}/{thing.pk}/?as={name}")
        assert answer.status_code in (200, 404)


def test_nobody_looks_through_eyes_that_see_more(client: Client, home: Home) -> None:
    area = a_space("membres", kind=Space.Kind.MEMBERS_AREA)
    page = add(home, Article, "Publique")
    client.force_login(PersonFactory())
    assert client.get(f"/fr/who/page/{page.pk}/?as=member").status_code == 404
    client.force_login(belonging(area, "reader"))
    assert client.get(f"/fr/who/page/{page.pk}/?as=member").status_code == 200


def test_the_past_is_read_from_the_journal_and_erased_people_are_a_number(
    client: Client, home: Home
) -> None:
    with time_machine.travel("2026-03-01 12:00:00+00:00"):
        space = a_space("atelier")
        manager = space.memberships.get().person
        person = belonging(space, "reader")
        page = add(SpaceHome.objects.get(space=space, locale=home.locale), Article, "Dedans")
    with time_machine.travel("2026-05-01 12:00:00+00:00"):
        end(Membership.objects.get(person=person), actor=manager)
        Person.objects.filter(pk=person.pk).delete()
    now = panel(fresh(manager), KINDS["page"], page)
    then = panel(fresh(manager), KINDS["page"], page, datetime.date(2026, 4, 1))
    assert (now.count, now.erased) == (1, 0)
    assert (then.count, then.erased) == (2, 1)
    before = panel(fresh(manager), KINDS["page"], page, datetime.date(2026, 2, 1))
    assert before.count == 0


def test_a_page_that_moved_was_seen_by_others_before(world: dict[str, Any], home: Home) -> None:
    from access.models import AudienceHistory

    page = Page.objects.get(pk=world["pages"][1].pk)
    page.move(Page.objects.get(pk=home.pk), pos="last-child")
    rows = AudienceHistory.objects.filter(page_id=page.pk).values_list("audience", flat=True)
    assert list(rows.order_by("pk")) == [world["space"].audience, "public"]
