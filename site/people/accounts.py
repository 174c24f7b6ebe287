"""How accounts behave: made by invitation, never by signing up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from people.post.direct import DirectMail


class AccountAdapter(DirectMail, DefaultAccountAdapter):
    """Closes sign-up, and brings people back to where they were."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by herself: an administrator makes the account."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Editors go to the editing screens, everybody else to the site."""
        person: Any = request.user
        return "/admin/" if person.has_perm("wagtailadmin.access_admin") else "/"
