"""A provider cannot have the site ask other machines, for hours, or for gigabytes."""

import socket
import time
from typing import Any

import pytest
from django.test import Client

from people.models import Person
from people.openid.session import MOST_BYTES, ProviderSession, is_open_to_us
from tests.people.openid_journey import is_in, sentence_of, travel
from tests.people.openid_provider import OpenIDProvider


def refused(provider: OpenIDProvider) -> str:
    """What somebody is told who is not let in."""
    client = Client()
    sentence = sentence_of(client, travel(provider, client))
    assert not is_in(client)
    return sentence


@pytest.mark.parametrize("endpoint", ["token_endpoint", "jwks_uri", "userinfo_endpoint"])
@pytest.mark.parametrize("host", ["127.0.0.2", "localhost", "[::ffff:127.0.0.1]", "2130706433"])
def test_an_address_of_the_inner_network_is_not_asked(
    provider: OpenIDProvider, awa: Person, endpoint: str, host: str
) -> None:
    with OpenIDProvider() as inner:
        port = inner.server_address[1]
        provider.userinfo = dict(provider.person)
        provider.directory = {endpoint: f"http://{host}:{port}/token"}
        assert "does not answer" in refused(provider)
        assert inner.asked == []


def test_a_name_that_stands_for_another_machine_by_now_is_not_asked(
    provider: OpenIDProvider, awa: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = socket.getaddrinfo

    def turncoat(host: Any, *rest: Any, **more: Any) -> Any:
        return asked("127.0.0.1" if host == "id.example" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", turncoat)
    with OpenIDProvider() as inner:
        provider.directory = {"jwks_uri": f"http://id.example:{inner.server_address[1]}/jwks"}
        assert "does not answer" in refused(provider)
        assert inner.asked == []


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True),
        ("10.0.0.7", False), ("192.168.1.1", False), ("172.16.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False),
        ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:10.0.0.1", False),
    ],
)  # fmt: skip
def test_which_machines_may_be_asked(settings: Any, address: str, is_open: bool) -> None:
    settings.OIDC_ISSUER = "https://id.example/realm"
    assert is_open_to_us("keys.example", address) is is_open
    assert is_open_to_us("id.example", address)


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/jwks"])
def test_an_answer_that_is_too_long_is_not_read(
    provider: OpenIDProvider, awa: Person, path: str
) -> None:
    provider.answers[path] = b"x" * (MOST_BYTES * 20)
    assert "does not answer" in refused(provider)


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/jwks"])
def test_an_answer_that_drips_is_given_up(provider: OpenIDProvider, awa: Person, path: str) -> None:
    provider.dripping.add(path)
    begun = time.monotonic()
    assert "does not answer" in refused(provider)
    assert time.monotonic() - begun < 5


def test_an_answer_that_leads_elsewhere_is_not_followed(provider: OpenIDProvider) -> None:
    provider.answers["/token"] = (302, {})
    answer = ProviderSession().post(f"{provider.issuer}/token", data={"code": "x"})
    assert (answer.status_code, provider.asked) == (302, ["/token"])
