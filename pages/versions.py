"""Pages in the language of the reader, when somebody named them in another."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Page

from access.visibility import visible_to


def in_language(
    pages: QuerySet[Page], language: str, audiences: tuple[str, ...]
) -> dict[object, Page]:
    """For each page the version that readers of a language get, in one query.

    Args:
        pages: pages in whatever language; only their translation sets matter.
        language: the reader's language.
        audiences: what the reader belongs to.

    Returns:
        Published, visible pages by translation key: in the language, else in the first of the
        site's languages that has one.
    """
    order = [language, *(code for code, _name in settings.LANGUAGES if code != language)]
    found: dict[object, Page] = {}
    rows = visible_to(
        Page.objects.filter(translation_key__in=pages.values("translation_key")), audiences
    ).select_related("locale", "content_type")
    for page in sorted(rows, key=lambda row: order.index(row.locale.language_code)):
        found.setdefault(page.translation_key, page)
    return found


def named(keys: Iterable[object], found: dict[object, Page]) -> list[Page]:
    """The pages found for these translation keys, in their order."""
    return [found[key] for key in keys if key in found]
