"""allauth's forms of passkeys, in the site's words and without faults on forged answers."""

import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature

from people.forms.entrance import InOurWords

# What reading a forged answer ends in, beside the errors that allauth turns into sentences.
FAULTS = (AttributeError, LookupError, TypeError, ValueError, InvalidSignature, struct.error)


class AddWebAuthnForm(InOurWords, webauthn.AddWebAuthnForm):
    """Add a passkey."""

    def clean(self) -> dict[str, Any]:
        """Check what the browser answered.

        Raises:
            ValidationError: it is no passkey for this page.
        """
        try:
            cleaned = super().clean()
        except FAULTS as fault:
            raise get_adapter().validation_error("incorrect_code") from fault
        return cleaned or {}


class SoundAnswer:
    """Refuses, with a sentence, answers that cannot be read or were signed by another key."""

    def clean_credential(self) -> Any:
        """Find the passkey that signed.

        Raises:
            ValidationError: none of the account's did.
        """
        try:
            return super().clean_credential()  # type: ignore[misc]
        except FAULTS as fault:
            raise get_adapter().validation_error("incorrect_code") from fault


class LoginWebAuthnForm(SoundAnswer, webauthn.LoginWebAuthnForm):
    """Sign in with a passkey alone."""


class AuthenticateWebAuthnForm(SoundAnswer, webauthn.AuthenticateWebAuthnForm):
    """Use a passkey as the second step."""


class ReauthenticateWebAuthnForm(SoundAnswer, webauthn.ReauthenticateWebAuthnForm):
    """Prove with a passkey that it is you."""


class EditWebAuthnForm(InOurWords, webauthn.EditWebAuthnForm):
    """Rename a passkey."""
