"""The discussions room: threads, comments, notes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionsConfig(AppConfig):
    """What people write to each other."""

    name = "discussions"
    verbose_name = _("Discussions")

    def ready(self) -> None:
        """Enter the menu of spaces and the search index; follow what spaces switch on and off."""
        from discussions import letters, signals

        signals.connect()
        letters.connect()
