"""The editing screens: what their scripts send, and whether a screen took it."""

from typing import Any

from django.test import Client
from hypothesis import settings

from tests.bad_input.answers import Sent
from tests.bad_input.site import Site
from tests.pages.editing_forms import add_address, article_form, seminar_form

__all__ = ["article_form", "drawn_less", "saved", "seminar_form", "sent_to"]

drawn_less = settings(max_examples=max(4, settings.default.max_examples // 2))
"""For what saves a page in the editor each time."""


def sent_to(client: Client, address: str, form: dict[str, Any]) -> Sent:
    """What a screen answers to a form."""
    return Sent(lambda: client.post(address, form))


def saved(client: Client, site: Site, model: str, form: dict[str, Any]) -> Sent:
    """What the screen of a new page answers."""
    return sent_to(client, add_address(model, site.section), form)
