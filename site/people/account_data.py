"""What this room holds of a person: her account, how she signs in, her profile."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from access.models import LanguageRole
from languages.models import TranslatorSetting
from people.models import Person, Profile
from people.roles import site_roles_held

PHOTO = "photo.jpg"
"""Its name in the archive."""

Rows = list[dict[str, Any]]


def account_rows(person: Person) -> Rows:
    """The account itself."""
    return [
        {
            "first_name": person.first_name,
            "last_name": person.last_name,
            "email": person.email,
            "language": person.language,
            "limited": person.limited,
            "roles": sorted(site_roles_held(person)),
            "made_at": person.date_joined,
            "last_signed_in_at": person.last_login,
        }
    ]


def address_rows(person: Person) -> Rows:
    """Her e-mail addresses."""
    return list(EmailAddress.objects.filter(user=person).values("email", "verified", "primary"))


def link_rows(person: Person) -> Rows:
    """The accounts elsewhere that she signs in with."""
    links = SocialAccount.objects.filter(user=person)
    return list(links.values("provider", "uid", "extra_data", "date_joined", "last_login"))


def factor_rows(person: Person) -> Rows:
    """Her second factors, without what would let anybody use them."""
    return list(
        Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")
    )


def session_rows(person: Person) -> Rows:
    """Where she is signed in."""
    return list(UserSession.objects.filter(user=person).values("created_at", "ip", "user_agent"))


def translator_rows(person: Person) -> Rows:
    """What she may translate, and when she is told of what there is to translate."""
    roles = LanguageRole.objects.filter(person=person)
    rows: Rows = [dict(row) for row in roles.values("language", "role", "space__slug", "since")]
    daily = TranslatorSetting.objects.filter(person=person, daily=True).exists()
    return rows + ([{"told_once_a_day": True}] if daily else [])


def profile_rows(person: Person) -> Rows:
    """What she tells of herself, and to whom."""
    profile = Profile.objects.filter(person=person).first()
    if profile is None:
        return []
    row: dict[str, Any] = {}
    for field in Profile.FIELDS:
        value = getattr(profile, field)
        row[field] = str(value) if value else ""
        row[f"{field}_shown"] = getattr(profile, f"{field}_shown")
    row["photo"] = PHOTO if profile.photo else ""
    row["photo_shown"] = profile.photo_shown
    return [row]


def profile_files(person: Person) -> dict[str, bytes]:
    """Her photo, if she has one and it is not lost."""
    profile = Profile.objects.filter(person=person).exclude(photo="").first()
    if profile is None or not profile.photo.storage.exists(profile.photo.name):
        return {}
    with profile.photo.open("rb") as file:
        return {PHOTO: file.read()}
