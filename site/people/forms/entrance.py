"""allauth's forms in the site's words: labels in sentence case, and no text inside the fields."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.accounts import invited_address
from people.devices import attempts_key
from people.look_alikes import clean_name
from people.newcomers import remembered

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code"),
    "name": _("Name of this passkey"),
    "passwordless": _("Sign in with it alone, without a password"),
}


class InOurWords(forms.Form):
    """Gives the fields the labels of `LABELS`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in LABELS:
                field.label = LABELS[name]
            field.widget.attrs.pop("placeholder", None)
            # allauth's only help beside the rules of passwords is a link that pages give already.
            if name not in ("password1",):
                field.help_text = ""


class LoginForm(InOurWords, account.LoginForm):
    """Sign in with a password."""


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    """Prove again that it is you."""


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    """Change a password that one knows."""


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    """Choose a first password."""


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    """Ask for a link to choose another password."""


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    """Choose another password, from that link."""


class AddEmailForm(InOurWords, account.AddEmailForm):
    """Add an address."""


class ConfirmLoginCodeForm(InOurWords, account.ConfirmLoginCodeForm):
    """Type the code that came by e-mail, to sign in."""


class ConfirmEmailForm(InOurWords, account.ConfirmEmailVerificationCodeForm):
    """Type the code that came by e-mail, to confirm an address."""


class RequestLoginCodeForm(InOurWords, account.RequestLoginCodeForm):
    """Ask for a code by e-mail."""

    def clean_email(self) -> str:
        """Count the requests like attempts at a password, by browser; find the account.

        Raises:
            ValidationError: there were too many.
        """
        email: str = self.cleaned_data["email"]
        key = attempts_key(context.request, email)
        if not ratelimit.consume(context.request, action="request_login_code", key=key):
            raise get_adapter().validation_error("too_many_login_attempts")
        found = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        self._user = found[0] if found else None
        return email


class SignupForm(InOurWords, account.SignupForm):
    """Make an account: a name, an address, a password."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    field_order = ["first_name", "last_name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = LABELS["password"]
        invited = invited_address(context.request)
        if invited:
            self.fields["email"].initial = invited
        if invitation := remembered(context.request):
            self.fields["first_name"].initial = invitation.first_name

    def clean_first_name(self) -> str:
        """Refuse what is no name."""
        return clean_name(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        """Refuse what is no name."""
        return clean_name(self.cleaned_data["last_name"])

    def try_save(self, request: HttpRequest) -> Any:
        """Make the account; where there is one, take as long and answer alike."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class AuthenticateForm(InOurWords, factor.AuthenticateForm):
    """Type the code of the telephone, or a recovery code, to sign in."""


class FactorReauthenticateForm(InOurWords, factor.ReauthenticateForm):
    """Type such a code to prove again that it is you."""


class ActivateTOTPForm(InOurWords, totp.ActivateTOTPForm):
    """Type the first code that the telephone shows."""
