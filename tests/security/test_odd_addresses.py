"""Numbers and signs that no row can have are missing at every address, never a fault of ours."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page

from access.models import Space
from tests.factories import belonging
from tests.security.conftest import World

HUGE = "9" * 30
PARTS = {"int": HUGE, "slug": "atelier", "str": "document", "uuid": str(uuid.UUID(int=1))}


def addresses(patterns: list[URLPattern | URLResolver], above: str = "") -> Iterator[str]:
    """Every address in which a number stands, with one in its place that no row has."""
    for pattern in patterns:
        address = above + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, address)
        elif "<int:" in address:
            yield "/" + filled(address)


def filled(address: str) -> str:
    """An address with something in each of the parts that belong to what is above it."""
    for kind, value in PARTS.items():
        while f"<{kind}:" in address:
            start = address.index(f"<{kind}:")
            address = address[:start] + value + address[address.index(">", start) + 1 :]
    return address


@pytest.fixture
def space(world: World) -> Space:
    """A space."""
    return world.mine.space


@pytest.mark.parametrize("who", ["anonymous", "manager"])
def test_a_number_that_no_row_has_is_missing_everywhere(space: Space, who: str) -> None:
    client = Client(raise_request_exception=False)
    person: dict[str, Any] = {
        "anonymous": lambda: None,
        "manager": lambda: belonging(space, "manager"),
    }
    if found := person[who]():
        client.force_login(found)
    asked = list(addresses(get_resolver().url_patterns))
    assert [address for address in asked if client.get(address).status_code >= 500] == []
    assert len(asked) > 100


@pytest.fixture
def administrator(space: Space) -> Client:
    """A browser of an administrator of the site who belongs to the space."""
    person = belonging(space, "manager")
    person.groups.add(Group.objects.get(site_role__code="administrator"))
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


@pytest.mark.parametrize("name", ["%00", "a/b", "é" * 500])
def test_a_space_is_not_begun_from_a_name_that_none_can_have(
    administrator: Client, name: str
) -> None:
    assert administrator.get(f"/fr/spaces/new/?from={name}").status_code == 404
    assert administrator.get(f"/fr/spaces/new/?for={name}").status_code == 404


def test_a_page_is_not_sent_to_a_language_that_is_no_number(
    administrator: Client, homes: Any
) -> None:
    address = f"/admin/localize/submit/page/{homes[0].pk}/"
    assert administrator.post(address, {"locales": ["abc", "²"]}).status_code == 200


def test_a_search_among_pages_is_narrowed_to_those_with_children(world: World) -> None:
    listing = f"/admin/pages/{world.mine.home.pk}/results/?q=page&has_child_pages="
    for narrowed, is_there in {"true": False, "false": True, "x": True}.items():
        answer = world.client.get(listing + narrowed)
        assert answer.status_code == 200
        assert (world.mine.page.title in answer.content.decode()) is is_there, narrowed


@pytest.mark.parametrize("name", ["sessionid", "messages", "csrftoken", "django_language", "light"])
def test_a_cookie_that_no_browser_keeps_is_as_good_as_none(homes: Any, name: str) -> None:
    client = Client(raise_request_exception=False)
    cookie = f'{name}="aaaaaaaaaaaaaaaa\\000b"'
    for address in ("/fr/", "/fr/account/login/", "/fr/spaces/"):
        plain = client.get(address).status_code
        assert client.get(address, HTTP_COOKIE=cookie).status_code == plain, address


@pytest.mark.parametrize("number", ["x", "²", "-1", "9" * 30])
def test_what_no_screen_sends_is_refused_and_no_fault_of_ours(world: World, number: str) -> None:
    world.client.raise_request_exception = False
    home = world.mine.home.pk
    asked = [
        world.client.get(f"/admin/snippets/choose/people/organization/chosen/{number}/"),
        world.client.get(f"/admin/pages/{home}/results/?content_type={number}"),
        world.client.post(f"/admin/pages/{home}/edit/", {"title": number}),
        world.client.post(f"/admin/pages/{world.mine.page.pk}/delete/", {"next": number}),
        world.client.post(f"/admin/pages/{world.mine.page.pk}/copy/", {"new_parent_page": ""}),
        world.client.get("/admin/failwhale/"),
    ]
    assert [answer.status_code for answer in asked if answer.status_code >= 500] == []
    assert Page.objects.filter(pk=world.mine.page.pk).exists()


def test_a_fault_of_ours_in_a_screen_is_still_told_as_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.client.raise_request_exception = False
    monkeypatch.setattr("passerelle.admin.guard.check_workflow", lambda kwargs: int("x"))
    assert world.client.get(f"/admin/pages/{world.mine.home.pk}/").status_code == 500
