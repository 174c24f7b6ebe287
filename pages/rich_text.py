"""Links to pages within texts: one lookup a page, kept in memory, and only to what is public."""

from typing import Any

from django.utils.html import format_html
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from access.generation import held
from access.models import PUBLIC
from access.visibility import visible_to
from pages.addresses import page_address


@held
def link_address(page_id: int) -> str:
    """The address of a page that texts link to; empty when it is not public."""
    page = (
        visible_to(Page.objects.filter(pk=page_id), (PUBLIC,))
        .values_list("url_path", "locale__language_code")
        .first()
    )
    return page_address(*page) if page else ""


class PublicPageLinkHandler(PageLinkHandler):
    """Writes a link to a public page; the text of any other link stays, without its address.

    Wagtail's own asks three queries a link, and would name pages that the reader may not see.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tags of these links."""
        tags = []
        for attributes in attrs_list:
            identifier = str(attributes.get("id", ""))
            address = link_address(int(identifier)) if identifier.isdigit() else ""
            tags.append(format_html('<a href="{}">', address) if address else "<a>")
        return tags
