"""The languages room: which language a reader is given, and how translations are made."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LanguagesConfig(AppConfig):
    """Languages of the site."""

    name = "languages"
    verbose_name = _("Languages")

    def ready(self) -> None:
        """Listen to pages, and put our changes to wagtail-localize in place."""
        from languages import localize, signals, told

        signals.connect()
        localize.adopt()
        told.connect()
