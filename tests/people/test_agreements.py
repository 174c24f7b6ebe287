"""What people agree to is noted with its day and its words, and taken back as easily."""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import activate
from pytest_django import Settings
from wagtail.images.tests.utils import get_test_image_file

from files.models import Consent, Picture
from languages.models import CreditName
from pages.models import Home
from people.actions.erase import erase
from people.agreements import ASKED
from people.models import Agreement, Circle, Person, Profile
from people.own_data import archive_of
from tests.factories import signed_in

EDIT = "/en/account/profile/"


def form(**shown: str) -> dict[str, str]:
    """What the page of one's profile sends."""
    fields = dict.fromkeys(Profile.FIELDS, "") | {"name": "Awa", "phone": "+221 33 000"}
    circles = {f"{name}_shown": Circle.NOBODY for name in (*Profile.FIELDS, "photo")}
    return fields | circles | {f"{name}_shown": circle for name, circle in shown.items()}


def standing(person: Person | None) -> dict[str, str]:
    """What somebody agrees to now."""
    return dict(Agreement.objects.standing().filter(person=person).values_list("about", "answer"))


def test_what_she_agrees_to_is_noted_and_taken_back_on_the_same_page(awa: Person) -> None:
    client = signed_in(awa)
    activate("en")
    assert str(ASKED["profile"].words) in client.get(EDIT).content.decode()
    client.post(EDIT, form())
    assert standing(awa) == {}
    client.post(EDIT, form(name="members", phone="everybody"))
    assert standing(awa) == {"name": "members", "phone": "everybody"}
    given = Agreement.objects.get(about="phone")
    assert (given.version, given.given_at.date()) == (1, awa.date_joined.date())
    client.post(EDIT, form(name="members"))
    assert standing(awa) == {"name": "members"}
    given.refresh_from_db()
    assert given.withdrawn_at


def test_an_answer_that_stays_the_same_is_noted_once(awa: Person) -> None:
    client = signed_in(awa)
    for _time in range(2):
        client.post(EDIT, form(name="members"))
    assert Agreement.objects.count() == 1
    client.post(EDIT, form(name="everybody"))
    assert standing(awa) == {"name": "everybody"}
    assert Agreement.objects.count() == 2


def test_a_line_that_is_empty_is_no_agreement(awa: Person) -> None:
    signed_in(awa).post(EDIT, form(name="members", function="everybody"))
    assert standing(awa) == {"name": "members"}


def test_to_be_named_on_translations_is_noted(awa: Person) -> None:
    credit = CreditName.objects.create(person=awa, name="Awa")
    assert standing(awa) == {"name": "named"}
    credit.name = ""
    credit.save()
    assert standing(awa) == {}


def test_what_those_whom_a_picture_shows_have_said_is_noted(
    home: Home, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    picture = Picture.objects.create(title="Awa", file=get_test_image_file())
    assert not Agreement.objects.exists()
    picture.consent = Consent.AGREED
    picture.save()
    assert standing(None) == {str(picture.pk): "agreed"}
    picture.consent = Consent.UNASKED
    picture.save()
    assert standing(None) == {}
    assert Agreement.objects.get().withdrawn_at


def test_she_takes_her_agreements_away_and_they_end_with_her_account(awa: Person) -> None:
    Profile.objects.create(person=awa, name="Awa", name_shown=Circle.MEMBERS)
    archive = zipfile.ZipFile(io.BytesIO(archive_of(awa)))
    rows: list[dict[str, Any]] = json.loads(archive.read("data.json"))["agreements"]
    assert [(row["what"], row["about"], row["answer"]) for row in rows] == [
        ("profile", "name", "members")
    ]
    erase(awa)
    assert standing(awa) == {}


@pytest.mark.parametrize(
    ("what", "version", "digest"),
    [("profile", 1, "d3db1f5c268f"), ("credit", 1, "17b704eb5fa1"), ("picture", 1, "b4f93d6d8aaa")],
)
def test_words_that_change_get_another_version(what: str, version: int, digest: str) -> None:
    asked = ASKED[what]
    activate("en")
    found = hashlib.sha256(str(asked.words).encode()).hexdigest()[:12]
    assert (asked.version, found) == (version, digest)
