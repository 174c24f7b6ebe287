"""A person takes her data away, and erases her account; nobody does it for her by trick."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from wagtail.models import ModelLogEntry

from pages.models import Home
from people import erasure, own_data
from people.actions.erase import Refused, erase
from people.actions.invite import invite
from people.actions.suspend import suspend
from people.models import Invitation, Person, Profile, Silence, SiteRole
from people.roles import site_role
from tests.factories import PersonFactory, a_space

DATA = "/en/account/data/"
DOWNLOAD = f"{DATA}download/"
ERASE = f"{DATA}erase/"


@pytest.fixture
def hers(awa: Person, sign_in: Callable[..., Client], prove: Any) -> Client:
    """Awa's browser, a moment after she proved who she is."""
    client = sign_in(awa)
    prove(client)
    return client


@pytest.fixture
def other_room() -> Iterator[list[Person]]:
    """A room that holds something of people: who was erased there."""
    erased: list[Person] = []
    own_data.register_provider("other", "Another <room>", lambda person: [{"kept": str(person)}])
    erasure.register_eraser(erasure.Eraser("other", "Her letters.", "Her drawings.", erased.append))
    yield erased
    own_data._providers.pop("other")
    erasure._erasers.pop("other")


def test_all_that_the_site_holds_comes_in_one_archive(
    hers: Client, awa: Person, telephone: Any, other_room: list[Person]
) -> None:
    telephone(awa)
    Profile.objects.create(person=awa, name="Awa <D>", phone="+221 33 000")
    response = hers.get(DOWNLOAD)
    assert response["Content-Type"] == "application/zip"
    assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    data = json.loads(archive.read("data.json"))
    assert data["account"][0]["email"] == awa.email
    assert data["profile"][0]["phone"] == "+221 33 000"
    assert {row["type"] for row in data["second_factors"]} == {"totp", "recovery_codes"}
    assert data["sessions"][0]["ip"] == "127.0.0.1"
    assert data["other"] == [{"kept": str(awa)}]
    page = archive.read("data.html").decode()
    assert "Another &lt;room&gt;" in page
    assert "Awa &lt;D&gt;" in page
    written = archive.read("data.json").decode() + page
    assert awa.password not in written
    assert "secret" not in written
    assert "seed" not in written


def test_the_archive_and_the_end_ask_who_is_there(
    awa: Person, sign_in: Callable[..., Client]
) -> None:
    client = sign_in(awa)
    for address in (DOWNLOAD, ERASE):
        assert "/reauthenticate/" in client.get(address)["Location"]
    client.post(ERASE, {"address": awa.email})
    awa.refresh_from_db()
    assert awa.erased_at is None


def test_whoever_has_no_password_signs_in_again_first(awa: Person) -> None:
    awa.set_unusable_password()
    awa.save()
    client = Client()
    client.force_login(awa)
    response = client.get(ERASE)
    assert response["Location"].startswith("/en/account/login/code/")
    assert "_auth_user_id" not in client.session


def test_whoever_has_just_come_in_by_a_code_need_not_do_so_again(
    awa: Person, mailed_code: Callable[[], str]
) -> None:
    awa.set_unusable_password()
    awa.save()
    client = Client()
    client.post("/en/account/login/code/", {"email": awa.email})
    client.post("/en/account/login/code/confirm/", {"code": mailed_code()})
    assert client.get(DOWNLOAD).status_code == 200


def test_an_account_is_erased_once_its_address_is_typed(
    hers: Client, awa: Person, sign_in: Callable[..., Client], telephone: Any,
    other_room: list[Person],
) -> None:  # fmt: skip
    Profile.objects.create(person=awa, name="Awa")
    elsewhere = sign_in(awa)
    telephone(awa)
    page = hers.get(ERASE).content.decode()
    assert "Her letters." in page
    assert "Her drawings." in page
    wrong = hers.post(ERASE, {"address": "other@example.org"})
    assert "Nothing was erased" in wrong.content.decode()
    erased = hers.post(ERASE, {"address": " AWA@example.org "})
    assert erased["Location"] == "/en/"
    assert erased["Clear-Site-Data"] == '"storage"'
    awa.refresh_from_db()
    assert (str(awa), awa.first_name, awa.last_name, awa.is_active) == (
        "Former member", "", "", False,
    )  # fmt: skip
    assert awa.email.endswith("@invalid")
    assert not awa.has_usable_password()
    assert site_role(awa) == "former"
    for model in (EmailAddress, Authenticator):
        assert not model.objects.filter(user=awa).exists()
    assert not Profile.objects.filter(person=awa).exists()
    assert other_room == [awa]
    for client in (hers, elsewhere):
        assert client.get("/en/account/").status_code == 302
    assert mail.outbox[-1].to == ["awa@example.org"]


def test_nothing_that_names_her_is_left_behind(home: Home, awa: Person) -> None:
    space = a_space("atelier")
    manager = space.memberships.get().person
    EmailAddress.objects.create(user=awa, email="awa@second.example", verified=True)
    invite(space, ["awa@second.example"], "reader", manager, "fr")
    Silence.objects.create(person=awa, kind="message")
    suspend(awa, by=manager)
    erase(awa)
    assert not Invitation.objects.exists()
    assert not Silence.objects.exists()
    labels = ModelLogEntry.objects.filter(object_id=awa.pk).values_list("label", flat=True)
    assert set(labels) == {""}


def test_the_address_of_an_erased_account_may_make_a_new_one(awa: Person, open_site: None) -> None:
    erase(awa)
    form = {"first_name": "Awa", "last_name": "Ba", "email": "awa@example.org"}
    Client().post("/en/account/signup/", {**form, "password1": "une longue phrase à moi"})
    assert Person.objects.filter(email="awa@example.org").exclude(pk=awa.pk).exists()


def make_administrator(person: Person) -> None:
    """Give a person the role."""
    group, _made = Group.objects.get_or_create(name="Direction")
    SiteRole.objects.get_or_create(group=group, code="administrator")
    person.groups.add(group)


def test_the_last_administrator_stays_until_there_is_another(hers: Client, awa: Person) -> None:
    make_administrator(awa)
    PersonFactory(is_superuser=True, is_active=False)
    assert "the only administrator" in hers.get(ERASE).content.decode()
    page = hers.post(ERASE, {"address": awa.email}).content.decode()
    assert "the only administrator" in page
    with pytest.raises(Refused):
        erase(awa)
    awa.refresh_from_db()
    assert awa.erased_at is None
    make_administrator(PersonFactory())
    assert hers.post(ERASE, {"address": awa.email}).status_code == 302


def test_a_room_that_objects_is_heard_and_nothing_is_half_erased(
    hers: Client, awa: Person, homes: tuple[Home, Home], other_room: list[Person]
) -> None:
    def objects(person: Person) -> str:
        return "You are the last manager of Wells."

    erasure.register_objection(objects)
    try:
        assert "last manager of Wells" in hers.post(ERASE, {"address": awa.email}).content.decode()
    finally:
        erasure._objections.remove(objects)
    assert other_room == []
    awa.refresh_from_db()
    assert awa.email == "awa@example.org"
