"""How accounts behave: who may make one, how attempts are counted, what mails say."""

from itertools import groupby
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from qrcode.main import QRCode

from access.decisions import may
from people.devices import attempts_key, is_known
from people.look_alikes import check_address
from people.models import Person
from people.newcomers import ADDRESS, remembered
from people.post.direct import DirectMail
from people.site_name import site_name

WAYS_TO_PROVE = {
    "reauthenticate": _("With your password"),
    "mfa_reauthenticate": _("With a code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}
A_DAY = 24 * 3600


def invited_address(request: HttpRequest) -> str | None:
    """The address of the invitation that this visitor is about to accept, if there is one."""
    return request.session.get(ADDRESS) if remembered(request) else None


class AccountAdapter(DirectMail, DefaultAccountAdapter):
    """Sign-up as the site has set it, attempts counted so that strangers lock nobody out."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is suspended."),
        "cannot_remove_primary_email": _("This is your main address: make another the main one."),
        "duplicate_email": _("This address is already one of yours."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "email_taken": _("This address cannot be used here: give another one."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right: check it, or ask for another."),
        "incorrect_password": _("This password is not right."),
        "invalid_password_reset": _("This link was used already, or is too old."),
        "rate_limited": _("That was too often: wait a few minutes, then try again."),
        "same_as_current": _("This is already your address."),
        "too_many_login_attempts": _(
            "Too many attempts: wait a few minutes, or ask for a code by e-mail."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Everybody may sign up where the site is open, else only who accepted an invitation."""
        return settings.SIGN_UP == "open" or invited_address(request) is not None

    def is_safe_url(self, url: str | None) -> bool:
        """Whether one may be led there after signing in; never to an address that is none."""
        try:
            return not (url or "").startswith("//") and bool(super().is_safe_url(url))
        except ValueError:
            return False

    def new_user(self, request: HttpRequest) -> Any:
        """An account whose address is confirmed by a code or an invitation, not vouched for."""
        person: Any = super().new_user(request)
        person.confirms_address = True
        person.language = get_language() or person.language
        return person

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """An invitation was read at its address, which is thereby known to be hers."""
        invited = invited_address(request)
        return invited is not None and invited.lower() == email.lower()

    def clean_email(self, email: str) -> str:
        """Refuse addresses made to be taken for another's.

        Raises:
            ValidationError: with a sentence that says why.
        """
        check_address(email)
        return email

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Editors go to the editing screens, everybody else to the site."""
        return "/admin/" if may(request.user, "enter_screens", None) else "/"

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Whoever has just made an account sees what she can set in it."""
        return reverse("account")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Back to the addresses, or on to the account."""
        return reverse("account_email" if self.request.user.is_authenticated else "account")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to prove once more who one is, in our words."""
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": WAYS_TO_PROVE[way["id"]]} for way in ways]

    def is_ajax(self, request: HttpRequest) -> bool:
        """Only a passkey's script speaks JSON here: every other address answers with pages."""
        match = request.resolver_match
        return bool(match and match.url_name == "mfa_login_webauthn" and super().is_ajax(request))

    # allauth counts attempts by address alone, so that anybody could lock anybody out. Its own
    # key is private; this can go when it takes known browsers into account.
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Attempts with a browser that she has used before have a count of their own."""
        return attempts_key(request, credentials.get("email", ""))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt, and tell the owner when strangers have tried too often.

        Raises:
            ValidationError: there were too many.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            address = credentials.get("email", "")
            if not is_known(request, address):
                self.warn_owner(address)
            raise

    def warn_owner(self, address: str) -> None:
        """Tell the owner of an account, once a day, that somebody tries her password."""
        owner = Person.objects.filter(email__iexact=address, is_active=True).first()
        if owner is None:
            return
        key = f"people.warned.{owner.pk}"
        # Read first: a full cache forgets what was read longest ago, and floods fill it.
        if not cache.get(key) and cache.add(key, True, A_DAY):
            self.send_mail("account/email/attempts", owner.email, {"user": owner})


class FactorAdapter(DefaultMFAAdapter):
    """Second factors under the name of the site."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or was used already: wait for the next one."),
        "unverified_email": _("Confirm your e-mail address first."),
        "add_email_blocked": _("Confirm the address that you are adding first."),
    }

    def get_totp_issuer(self) -> str:
        """What the telephone shows beside the code."""
        return site_name()

    def build_totp_svg(self, url: str) -> str:
        """The square that a telephone takes a picture of, a line of strokes for each row.

        allauth draws each of its dark dots: three times the weight, on a page that may have 40 KB.
        """
        code = QRCode()
        code.add_data(url)
        rows = code.get_matrix()
        lines = "".join(f"M0 {number}.5{strokes(row)}" for number, row in enumerate(rows))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}">'
            f'<path stroke="#000" d="{lines}"/></svg>'
        )

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as the browser names it when it asks for a passkey."""
        entity = super().get_public_key_credential_rp_entity()
        return {**entity, "name": site_name()}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """The name proposed for a new passkey."""
        number = user.authenticator_set.filter(type=type).count() + 1
        return gettext("Passkey {number}").format(number=number)


def strokes(row: list[bool]) -> str:
    """A row of dots as the way of a pen, which draws over those that are dark."""
    return "".join(
        f"{'h' if is_dark else 'm'}{len(list(dots))}{'' if is_dark else ' 0'}"
        for is_dark, dots in groupby(row)
    )
