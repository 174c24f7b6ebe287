"""Where translating is done."""

from django.urls import reverse


def translate_address(page_id: int, target: str) -> str:
    """The page on which a page is translated into a language, in the language now active.

    Args:
        page_id: of the original.
        target: code of the language to translate into.
    """
    return reverse("translate_page", args=[page_id, target])
