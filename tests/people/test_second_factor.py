"""A second factor is asked, serves once, and can be required of a role."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, hotp_value
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Person, SiteRole
from people.second_factor import roles_held
from tests.factories import PersonFactory

AUTHENTICATE = "/en/account/2fa/authenticate/"
FACTORS = "/en/account/2fa/"


@pytest.fixture
def shown(awa: Person, telephone: Callable[..., Any]) -> Callable[..., str]:
    """What Awa's telephone shows."""
    show: Callable[..., str] = telephone(awa)
    return show


def half_way(person: Person, password: str) -> Client:
    """A browser where the password was right, and the code is asked."""
    client = Client()
    form = {"login": person.email, "password": password}
    assert client.post("/en/account/login/", form)["Location"] == AUTHENTICATE
    return client


def enter(client: Client, code: str) -> bool:
    """Type a code; whether it let in."""
    client.post(AUTHENTICATE, {"code": code})
    return "_auth_user_id" in client.session


def test_the_password_alone_no_longer_lets_in(
    awa: Person, shown: Callable[..., str], password: str
) -> None:
    client = half_way(awa, password)
    assert client.get("/en/account/").status_code == 302
    assert not enter(client, "000000")
    assert enter(client, shown())


def test_a_code_by_e_mail_is_followed_by_the_second_step_too(
    awa: Person, shown: Callable[..., str], mailed_code: Callable[[], str]
) -> None:
    client = Client()
    client.post("/en/account/login/code/", {"email": awa.email})
    client.post("/en/account/login/code/confirm/", {"code": mailed_code()})
    assert "_auth_user_id" not in client.session
    assert enter(client, shown())


def test_a_code_that_served_does_not_serve_again(
    awa: Person, shown: Callable[..., str], password: str
) -> None:
    code = shown()
    assert enter(half_way(awa, password), code)
    assert not enter(half_way(awa, password), code)


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_code_of_another_minute_does_not_serve(
    awa: Person, shown: Callable[..., str], password: str, steps: int
) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        assert not enter(half_way(awa, password), shown(steps))


def test_a_recovery_code_serves_once(awa: Person, shown: Callable[..., str], password: str) -> None:
    codes = Authenticator.objects.get(user=awa, type="recovery_codes").wrap().get_unused_codes()
    assert enter(half_way(awa, password), codes[0])
    assert not enter(half_way(awa, password), codes[0])
    assert enter(half_way(awa, password), codes[1])


def test_codes_are_set_up_with_the_first_one_and_give_recovery_codes(
    awa: Person, sign_in: Callable[..., Client], prove: Any
) -> None:
    client = sign_in(awa)
    address = f"{FACTORS}totp/activate/"
    assert "/reauthenticate/" in client.get(address)["Location"]
    prove(client)
    client.get(address)
    wrong = client.post(address, {"code": "abcdef"})
    assert wrong.status_code == 200
    counter = int(timezone.now().timestamp()) // 30
    code = f"{hotp_value(client.session[SECRET_SESSION_KEY], counter):06}"
    assert client.post(address, {"code": code}).status_code == 302
    kinds = set(Authenticator.objects.filter(user=awa).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


@pytest.fixture
def boss(awa: Person, settings: Any) -> Person:
    """Awa as an administrator of a site that requires a second factor of them."""
    settings.MFA_REQUIRED_FOR = frozenset({"administrator"})
    group = Group.objects.create(name="Direction")
    SiteRole.objects.create(group=group, code="administrator")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    awa.groups.add(group)
    return awa


@pytest.mark.parametrize(
    "address", ["/en/", "/en/account/", "/en/account/data/", "/admin/", "/en/search/?q=x"]
)
def test_whoever_must_have_one_is_led_to_it_before_all_else(
    boss: Person, sign_in: Callable[..., Client], address: str
) -> None:
    client = sign_in(boss)
    assert client.get(address)["Location"].endswith("/account/2fa/")
    assert client.post(address)["Location"].endswith("/account/2fa/")
    assert "Your role asks for a second way" in client.get(FACTORS).content.decode()


@pytest.mark.parametrize(
    "address", ["2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "logout/", "reauthenticate/"]
)
def test_setting_it_up_and_signing_out_stay_open(
    boss: Person, sign_in: Callable[..., Client], prove: Any, address: str
) -> None:
    client = sign_in(boss)
    prove(client)
    assert client.get(f"/en/account/{address}").status_code == 200


def test_once_it_is_there_the_site_is_open_and_closes_again_without_it(
    boss: Person, sign_in: Callable[..., Client], telephone: Any
) -> None:
    client = sign_in(boss)
    telephone(boss)
    assert client.get("/en/account/").status_code == 200
    Authenticator.objects.filter(user=boss).first().delete()
    Authenticator.objects.filter(user=boss).delete()
    assert client.get("/en/account/").status_code == 302


def test_others_are_not_asked_until_they_get_such_a_role(
    boss: Person, sign_in: Callable[..., Client], password: str
) -> None:
    other = PersonFactory()
    other.set_password(password)
    other.save()
    client = sign_in(other)
    assert client.get("/en/account/").status_code == 200
    other.groups.add(boss.groups.get())
    assert client.get("/en/account/")["Location"] == FACTORS
    boss.groups.get().user_set.remove(other)
    assert client.get("/en/account/").status_code == 200


def test_a_group_that_gets_the_role_later_counts_from_then_on(
    awa: Person, settings: Any, sign_in: Callable[..., Client]
) -> None:
    settings.MFA_REQUIRED_FOR = frozenset({"editor"})
    group = Group.objects.create(name="Rédaction")
    awa.groups.add(group)
    client = sign_in(awa)
    assert client.get("/en/account/").status_code == 200
    role = SiteRole.objects.create(group=group, code="editor")
    assert client.get("/en/account/").status_code == 302
    role.delete()
    assert client.get("/en/account/").status_code == 200
    assert roles_held(awa) == set()


def test_it_costs_nothing_once_it_was_found_in_order(
    boss: Person, sign_in: Callable[..., Client], telephone: Any, settings: Any
) -> None:
    client = sign_in(boss)
    telephone(boss)
    counts = []
    for required in (frozenset({"administrator"}), frozenset()):
        settings.MFA_REQUIRED_FOR = required
        client.get("/en/account/name/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/account/name/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
