"""The search room: how the site is found."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The index, its outbox and its engines."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Let the engine prepare its tables, and audiences be followed, after each migration.

        Raises:
            ImproperlyConfigured: `SEARCH_URL` cannot be read.
        """
        from access.generation import raise_when_changed
        from search.engines import prepare_engine
        from search.engines.address import read_address
        from search.favours import KeptFavour
        from search.pins import Pin
        from search.triggers import install_triggers

        raise_when_changed(KeptFavour, Pin)
        read_address(settings.SEARCH_URL)
        post_migrate.connect(prepare_engine, sender=self, dispatch_uid="search.engine")
        post_migrate.connect(install_triggers, sender=self, dispatch_uid="search.triggers")
