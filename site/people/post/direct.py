"""Mail that cannot wait: allauth's links and codes, sent at once, never put in the outbox."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import get_language, override

from people.models import Person
from people.site_name import site_name

logger = logging.getLogger(__name__)


class DirectMail:
    """What an account adapter of allauth says, in our words and the recipient's language.

    Its links open a door for whoever holds them: they are not kept in a table.
    """

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send in the language of the account, else of the page.

        A mail server that is away breaks no page: the answer would otherwise tell who has an
        account.
        """
        person = context.get("user") or Person.objects.filter(email__iexact=email).first()
        language = person.language if person else get_language()
        with override(language):
            names = {
                "site_name": site_name(),
                "account_url": settings.BASE_URL.rstrip("/") + reverse("account"),
            }
            try:
                super().send_mail(template_prefix, email, {**context, **names})  # type: ignore[misc]
            except OSError as fault:
                logger.error("%s was not sent: %s", template_prefix, type(fault).__name__)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Mark it as written by a machine, so that no answering machine answers."""
        marked = {**(headers or {}), "Auto-Submitted": "auto-generated"}
        return super().render_mail(template_prefix, email, context, marked)  # type: ignore[misc]

    def format_email_subject(self, subject: str) -> str:
        """Allauth would put the host name before it."""
        return f"{subject.strip()} – {site_name()}"
