"""Links to pages and files within texts: only to what the one who reads may see.

Where each text is rendered there is no request: `access.reader` says who reads.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from access.generation import held
from access.numbers import number_in
from access.reader import current_reader
from access.visibility import PUBLIC_ONLY, visible_to
from files.models import SiteDocument
from pages.addresses import page_address


@held
def public_address(page_id: int) -> str:
    """The address of a public page that texts link to, kept in memory; empty for another."""
    return addresses_of([page_id], PUBLIC_ONLY).get(page_id, "")


def addresses_of(page_ids: Iterable[int], audiences: tuple[str, ...]) -> dict[int, str]:
    """The addresses of those pages that the holder of these audiences may see."""
    rows = visible_to(Page.objects.filter(pk__in=page_ids), audiences).values_list(
        "pk", "url_path", "locale__language_code"
    )
    return {key: page_address(url_path, language) for key, url_path, language in rows}


def page_addresses(page_ids: list[int]) -> dict[int, str]:
    """The addresses of pages for the present reader: one query for those that are not public."""
    known = {key: public_address(key) for key in page_ids}
    others = [key for key, address in known.items() if not address]
    audiences = current_reader().audiences if others else PUBLIC_ONLY
    return known if audiences == PUBLIC_ONLY else known | addresses_of(others, audiences)


def document_addresses(document_ids: list[int]) -> dict[int, str]:
    """The addresses of those documents that the present reader may see."""
    documents = SiteDocument.objects.filter(pk__in=document_ids)
    return {
        document.pk: document.url for document in visible_to(documents, current_reader().audiences)
    }


def ids_in(attributes: list[dict[str, Any]]) -> list[int]:
    """The ids that links name, 0 for one that names none."""
    return [number_in(str(attribute.get("id", ""))) or 0 for attribute in attributes]


def opening_tags(ids: list[int], addresses: dict[int, str]) -> list[str]:
    """The opening tag of each link; one without an address where the reader may not follow."""
    return [
        format_html('<a href="{}">', addresses[key]) if addresses.get(key) else "<a>" for key in ids
    ]


class SeenPageLinkHandler(PageLinkHandler):
    """Writes a link to a page that the reader may see; the text of any other link stays.

    Wagtail's own asks three queries a link, and would name pages that the reader may not see.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tags of these links."""
        ids = ids_in(attrs_list)
        return opening_tags(ids, page_addresses(ids))


class SeenDocumentLinkHandler(DocumentLinkHandler):
    """Writes a link to a file that the reader may have; the text of any other link stays.

    Wagtail's own writes the name of the file into the page, whoever reads it.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tags of these links."""
        ids = ids_in(attrs_list)
        return opening_tags(ids, document_addresses(ids))
