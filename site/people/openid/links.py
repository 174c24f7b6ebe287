"""Who comes in through the provider: whose account, whose link, who may make an account."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from people.accounts import invited_address
from people.models import Person
from people.openid.dialogue import Provider
from people.openid.offer import is_offered, provider_app
from people.openid.refusal import (
    NO_ADDRESS,
    OTHER_ADDRESS,
    STALE,
    UNCONFIRMED,
    UNINVITED,
    Refused,
)
from people.openid.session import ProviderSession


def address_of(sociallogin: SocialLogin) -> str | None:
    """The confirmed address that the provider gives, unless it looks like another's.

    allauth leaves out what `AccountAdapter.clean_email` refuses.
    """
    return sociallogin.email_addresses[0].email if sociallogin.email_addresses else None


class LinkAdapter(DefaultSocialAccountAdapter):
    """One provider, from the settings; links by confirmed addresses only."""

    def get_provider(self, request: HttpRequest, provider: Any, client_id: Any = None) -> Provider:
        """That provider.

        Raises:
            ValueError: there is none, so that what sessions remember of it is forgotten.
        """
        if not is_offered():
            raise ValueError("no provider is offered")
        return Provider(request, app=provider_app())

    def get_requests_session(self) -> ProviderSession:
        """How the provider is asked."""
        return ProviderSession()

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Any, str] | None:
        """Whose confirmed address it is."""
        address = address_of(sociallogin)
        found = (
            EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
        )
        return (found.user, found.email) if found else None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse whoever may neither sign in, link nor make an account.

        Raises:
            Refused: with the reason.
        """
        is_linked = sociallogin.account.pk is not None
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            self.check_link(request, sociallogin, is_linked)
        elif not is_linked and not sociallogin.is_existing:
            self.check_newcomer(request, sociallogin)

    def check_link(self, request: HttpRequest, sociallogin: SocialLogin, is_linked: bool) -> None:
        """Refuse a link to anybody but the owner of the address.

        Raises:
            Refused: with the reason.
        """
        if not request.user.is_authenticated:
            raise Refused(STALE)
        # A link to another person's account allauth leaves as it is.
        if is_linked or sociallogin.user == request.user:
            return
        raise Refused(OTHER_ADDRESS if address_of(sociallogin) else NO_ADDRESS)

    def check_newcomer(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse an account to whoever is not asked in, or comes with a doubtful address.

        Raises:
            Refused: with the reason.
        """
        address = address_of(sociallogin)
        if not address:
            raise Refused(NO_ADDRESS)
        taken = Q(email__iexact=address) | Q(emailaddress__email=address)
        if Person.objects.filter(taken).exists():
            raise Refused(UNCONFIRMED)
        if not self.is_open_for_signup(request, sociallogin):
            raise Refused(UNINVITED)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Everybody where the site is open, else only whoever was invited at this address."""
        invited, address = invited_address(request), address_of(sociallogin)
        is_invited = bool(invited and address and invited.lower() == address)
        return settings.SIGN_UP == "open" or is_invited

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Back to the page of the link."""
        return reverse("account_provider")


def link_after_sign_in(
    request: HttpRequest, user: Any, sociallogin: SocialLogin | None = None, **signal: Any
) -> None:
    """Link an account to whoever came in by its address, once she is in, second factor included."""
    if sociallogin is None:
        return
    account = sociallogin.account
    if not SocialAccount.objects.filter(provider=account.provider, uid=account.uid).exists():
        sociallogin.connect(request, user)
