"""What the site shows: page types, their blocks, their lists."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Page types."""

    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Tell the index and the caches what happens to pages, and access what a page is."""
        from wagtail.models import Page

        from access.entrance import TabKind, register_tab
        from access.kinds import Kind, page_audience, register_kind
        from access.models import Space
        from pages import letters, own, own_words, signals
        from pages.addresses import address_of

        signals.connect()
        letters.connect()
        own.connect()
        own_words.connect()
        register_kind(Kind("page", Page, page_audience, address_of))
        register_tab(TabKind("events", Space.Part.EVENTS.label, "space_events", order=40))
