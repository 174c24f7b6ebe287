"""Other forms that a page can be taken away in; rooms above say which there are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page


@dataclass(frozen=True)
class Form:
    """A form of a page at an address of its own.

    Attributes:
        name: what people call it, such as `PDF`.
        url: where it is.
        weight: its bytes; 0 while they are not known.
    """

    name: str
    url: str
    weight: int = 0


FORMS: list[Callable[[Page, str, HttpRequest], Form | None]] = []
"""Each says, of a page at an address, in what form its reader can take it away, if at all."""


def forms_of(page: Page, address: str, request: HttpRequest) -> list[Form]:
    """The forms that the reader of a page can take away.

    Args:
        page: in full, published or a preview.
        address: its own.
        request: of its reader.
    """
    found = (form(page, address, request) for form in FORMS)
    return [form for form in found if form is not None]
