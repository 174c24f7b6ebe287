"""Pages without what differs by nature, so that two answers can be compared."""

import re

from passerelle.audit.answer import WEIGHT

FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def masked(html: str, address: str) -> str:
    """A page without tokens, its own weight, and the address of mail that was typed."""
    return WEIGHT.sub("", FORM_TOKEN.sub("", html.replace(address, "…")))
