"""Whether a provider is offered, what it is called, and who is linked to it."""

from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.conf import settings

from people.models import Person

KIND = "openid_connect"


def is_offered() -> bool:
    """Whether the settings name a provider, completely."""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID and settings.OIDC_CLIENT_SECRET)


def provider_name() -> str | None:
    """What people know the provider by; None where there is none."""
    return settings.OIDC_NAME if is_offered() else None


def provider_app() -> SocialApp:
    """The provider as allauth wants it, never kept in the database.

    Links carry the issuer: they are worth nothing with another one, whose numbers of people
    mean other people.
    """
    return SocialApp(
        provider=KIND,
        provider_id=settings.OIDC_ISSUER,
        name=settings.OIDC_NAME,
        client_id=settings.OIDC_CLIENT_ID,
        secret=settings.OIDC_CLIENT_SECRET,
        settings={"server_url": settings.OIDC_ISSUER},
    )


def link_of(person: Any) -> SocialAccount | None:
    """A person's link to the provider that is offered; None without one of either."""
    if not is_offered():
        return None
    return SocialAccount.objects.filter(user=person, provider=settings.OIDC_ISSUER).first()


def has_another_way(person: Person) -> bool:
    """Whether she can sign in without the provider: a password, or codes by e-mail."""
    verified = person.emailaddress_set.filter(verified=True)  # type: ignore[attr-defined]
    return person.has_usable_password() or verified.exists()
