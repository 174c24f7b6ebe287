"""The pages for the managers of a space have an address of their own, which others never learn."""

import pytest
from django.test import Client

from access.models import SWITCHED_OFF, AudienceRoot, Space
from pages.models import Article, Home, ManagersHome
from tests.factories import PersonFactory, a_space, add, belonging

BOARD = "/fr/spaces/atelier-managers/"


@pytest.fixture
def space(home: Home) -> Space:
    """A space with a page for its managers, and another that is switched off."""
    space = a_space()
    board = ManagersHome.objects.get(space=space, locale=home.locale)
    add(board, Article, "Budget confidentiel")
    AudienceRoot.begin(add(board, Article, "Page retirée"), SWITCHED_OFF)
    return space


def test_managers_find_them_from_the_home_of_the_space(client: Client, space: Space) -> None:
    client.force_login(belonging(space, "manager"))
    assert f'href="{BOARD}"' in client.get("/fr/spaces/atelier/").content.decode()
    html = client.get(BOARD).content.decode()
    assert "Budget confidentiel" in html
    assert "Page retirée" not in html
    assert client.get(f"{BOARD}budget-confidentiel/").status_code == 200


@pytest.mark.parametrize("role", ["reader", "contributor", "publisher", "outsider"])
def test_nobody_else_learns_of_them(client: Client, space: Space, role: str) -> None:
    client.force_login(PersonFactory() if role == "outsider" else belonging(space, role))
    assert BOARD not in client.get("/fr/spaces/atelier/").content.decode()
    refused, missing = client.get(BOARD), client.get("/fr/spaces/rien-managers/")
    assert refused.status_code == missing.status_code == 404
    assert refused.content.decode().replace("atelier", "rien") == missing.content.decode()
