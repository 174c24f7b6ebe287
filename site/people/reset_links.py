"""Links that set a new password: each is void once anything of the account has changed."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.tokens import PasswordResetTokenGenerator


class ResetLinks(PasswordResetTokenGenerator):
    """Void after a sign-in, another password, another address, and when all sessions ended."""

    # Django's one private part of what a link must still find.
    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        """What makes a link void by changing: `ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR`."""
        addresses = EmailAddress.objects.filter(user=user.pk).values_list("email", flat=True)
        known = super()._make_hash_value(user, timestamp)
        return f"{known}{'|'.join(sorted({*addresses, user.email}))}{user.session_epoch}"
