"""What surrounds a page that is not in the tree: menu, languages, way back."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import get_language

from access.visibility import audiences_of
from pages.context import Alternate, menu, own_name


def frame(request: HttpRequest, below: str = "") -> dict[str, Any]:
    """Menu and languages for a page outside the tree.

    Args:
        request: the request, whose person may be missing when a middleware refused it.
        below: what follows the language in the address, the same in all languages.
    """
    language = get_language() or settings.LANGUAGE_CODE
    person = getattr(request, "user", AnonymousUser())
    return {
        "language": language,
        "menu": menu(language, audiences_of(person), ""),
        "alternates": [
            Alternate(code, own_name(code), f"/{code}/{below}", True, code == language)
            for code, _name in settings.LANGUAGES
        ],
    }
