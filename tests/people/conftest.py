"""A mail server that does as it is told."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.people.post.mail_server import MailServer


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A mail server, which the site sends through with little patience."""
    with MailServer() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = running.port
        settings.EMAIL_TIMEOUT = 0.5
        yield running
