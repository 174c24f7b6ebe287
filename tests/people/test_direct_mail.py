"""Links and codes for signing in are sent at once, in the account's language, in our words."""

import re
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client, RequestFactory

from pages.models import Home
from people.models import Letter, Person
from tests.factories import PersonFactory
from tests.people.post.mail_server import MailServer

ADDRESS = "/fr/account/password/reset/"


@pytest.fixture
def ruth(homes: tuple[Home, Home]) -> Person:
    """Somebody who reads English."""
    person = PersonFactory(email="ruth@example.org", language="en")
    person.set_password("un-long-mot-de-passe")
    person.save()
    return person


def test_a_forgotten_password_is_answered_in_the_language_of_the_account(ruth: Person) -> None:
    Client().post(ADDRESS, {"email": ruth.email})
    [message] = mail.outbox
    assert message.subject == "Choose another password – Test"
    assert message.to == [ruth.email]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert re.search(r"http://testserver/\w\w/account/password/reset/key/\S+/", message.body)
    assert "open this link" in message.body
    assert "testserver!" not in message.body
    assert not Letter.objects.exists(), "a link that opens an account is kept nowhere"


def test_the_link_lets_her_choose_another_password(ruth: Person) -> None:
    client = Client()
    client.post(ADDRESS, {"email": ruth.email})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert link is not None
    mail.outbox.clear()
    address = client.get(link[1])["Location"]
    form = {"password1": "un-autre-mot-de-passe", "password2": "un-autre-mot-de-passe"}
    client.post(address, form)
    ruth.refresh_from_db()
    assert ruth.check_password("un-autre-mot-de-passe")


def test_an_address_without_an_account_gets_no_mail(homes: tuple[Home, Home]) -> None:
    assert Client().post(ADDRESS, {"email": "nobody@example.org"}).status_code == 302
    assert mail.outbox == []


@pytest.mark.parametrize("prefix", ["account/email/login_code", "account/email/password_changed"])
def test_every_text_ends_with_the_name_of_the_site(ruth: Person, prefix: str) -> None:
    request = RequestFactory().get("/fr/")
    adapter = get_adapter(request)
    context: dict[str, Any] = {"user": ruth, "code": "ABC-DEF", "request": request}
    with request_context(request):
        adapter.send_mail(prefix, ruth.email, {**context, "ip": "127.0.0.1", "user_agent": "x"})
    message: EmailMessage = mail.outbox[0]
    assert message.subject.endswith(" – Test")
    assert "-- \nTest\n" in message.body
    assert "\n" not in message.subject


def test_a_mail_server_that_is_away_breaks_no_page_and_tells_nobody_who_has_an_account(
    ruth: Person, server: MailServer
) -> None:
    server.fault = "closes"
    known = Client().post(ADDRESS, {"email": ruth.email})
    unknown = Client().post(ADDRESS, {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.status_code == 302
