"""What surrounds a page that is not in the tree: menu and languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from languages.published import home_address
from pages.context import Alternate, foot, in_every_language, menu


def frame(request: HttpRequest) -> dict[str, Any]:
    """Language, menu and alternates of any address; pages of the tree give their own instead."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "language": language,
        "home_address": SimpleLazyObject(lambda: home_address(language)),
        "menu": SimpleLazyObject(lambda: menu(language, "")),
        "foot": SimpleLazyObject(lambda: foot(language)),
        "alternates": SimpleLazyObject(lambda: same_address(request, language)),
    }


def same_address(request: HttpRequest, language: str) -> list[Alternate]:
    """The same address in every language; the home pages where the address names none."""
    _slash, first, *rest = request.path.split("/")
    below = "/".join(rest) if first == language else ""
    return in_every_language(lambda code: f"/{code}/{below}", language)
