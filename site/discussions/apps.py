"""The discussions room: threads, comments, notes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionsConfig(AppConfig):
    """What people write to each other."""

    name = "discussions"
    verbose_name = _("Discussions")

    def ready(self) -> None:
        """Enter the menu of spaces, the search index, letters, own data and "who can see this?"."""
        from access.kinds import Kind, register_kind
        from discussions import letters, own, signals
        from discussions.models import Thread

        signals.connect()
        letters.connect()
        own.connect()
        register_kind(
            Kind("thread", Thread, lambda thread: thread.audience, lambda thread: thread.address)
        )
