"""What the site shows: page types, their blocks, their lists."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Page types."""

    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Tell the index, the caches and people what happens to pages and organisations."""
        from pages import letters, signals

        signals.connect()
        letters.connect()
