"""The discussions room: threads, comments, notes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionsConfig(AppConfig):
    """What people write to each other."""

    name = "discussions"
    verbose_name = _("Discussions")

    def ready(self) -> None:
        """Enter the menu of spaces, the search index, letters and people's own data."""
        from discussions import letters, own, signals

        signals.connect()
        letters.connect()
        own.connect()
