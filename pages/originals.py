"""The originals of translations among what a search found, for readers whom they serve better."""

from collections.abc import Iterable

from wagtail.models import Page

from access.visibility import visible_to
from languages.models.link import is_whole
from pages.addresses import page_address
from search.results import Hit, Results


def offer_originals(results: Results, audiences: tuple[str, ...]) -> None:
    """Give each translation that is not whole the address of its original, as a detail.

    No query where there is none, else one.

    Args:
        results: a page of them.
        audiences: those of the reader, who is led to nothing that she may not see.
    """
    wanting = list(not_whole([*results.pinned, *results.hits, *results.others]))
    if not wanting:
        return
    pages = Page.objects.filter(translation_key__in={hit.group for hit in wanting})
    rows = visible_to(pages, audiences).values_list(
        "translation_key", "locale__language_code", "url_path"
    )
    there = {(str(key), language): path for key, language, path in rows}
    for hit in wanting:
        language = hit.details["made_from"]
        path = there.get((hit.group, language))
        if path:
            hit.details = {**hit.details, "original": page_address(path, language)}


def not_whole(hits: Iterable[Hit]) -> Iterable[Hit]:
    """The translations that can not stand for their original."""
    for hit in hits:
        details = hit.details
        if "made_from" in details and not is_whole(
            "translation", details["freshness"], details["complete"]
        ):
            yield hit
