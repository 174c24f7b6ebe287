"""The exchange room: what comes in from files and what goes out to machines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Write-ups from files, feeds, addresses for machines."""

    name = "exchange"
    verbose_name = _("Exchange")
