"""To an OpenID provider and back, as a browser goes."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from people.actions.invite import invitation_written, invite
from people.models import Person
from people.newcomers import ADDRESS, TOKEN
from tests.factories import a_space
from tests.people.openid_provider import OpenIDProvider

LOGIN = "/en/account/login/"
START = "/en/account/provider/login/"
LINK = "/en/account/provider/"
NEWCOMER = "/en/account/provider/signup/"
BACK = "/account/provider/callback/"
NAME = "The Trame’s account"
BUTTON = "Continue with The Trame’s account"


def leave(client: Client, address: str = START, **form: str) -> str:
    """Press the button; where it leads."""
    response = client.post(address, form)
    assert response.status_code == 302
    return str(response["Location"])


def land(client: Client, location: str) -> Any:
    """Follow the provider's answer back to the site."""
    place = urlsplit(location)
    assert place.path == BACK
    return client.get(f"{place.path}?{place.query}")


def travel(provider: OpenIDProvider, client: Client, address: str = START, **form: str) -> Any:
    """To the provider and back; the last answer."""
    location = leave(client, address, **form)
    if not location.startswith(provider.issuer):
        return client.get(location)
    return land(client, provider.authorize(location))


def is_in(client: Client, person: Person | None = None) -> bool:
    """Whether somebody, or this person, is signed in."""
    number = client.session.get("_auth_user_id")
    return number is not None and (person is None or number == str(person.pk))


def sentence_of(client: Client, response: Any) -> str:
    """What the page that an answer leads to says on top, as text."""
    page = client.get(response["Location"]) if response.status_code == 302 else response
    assert page.status_code == 200
    html = page.content.decode().replace("&#x27;", "'")
    found = re.search(r'<p class="note">(.*?)</p>', html)
    assert found, html
    return found[1]


def invited(address: str) -> Client:
    """A visitor who is about to accept an invitation sent to an address."""
    client = Client()
    client.get(LOGIN)
    tokens: list[str] = []
    invitation_written.connect(keep := lambda token, **signal: tokens.append(token))
    invite(a_space(), [address], "reader", None, "en")
    invitation_written.disconnect(keep)
    session = client.session
    session[ADDRESS], session[TOKEN] = address, tokens[0]
    session.save()
    return client
