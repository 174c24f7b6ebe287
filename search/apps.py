"""The search room: how the site is found."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The index, its outbox and its engines."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Let the engine prepare its own tables after each migration run."""
        from search.engines import prepare_engine

        post_migrate.connect(prepare_engine, sender=self, dispatch_uid="search.engine")
