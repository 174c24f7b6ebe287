"""The exchange room: what comes in from files and what goes out to machines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Write-ups from files, feeds, addresses for machines."""

    name = "exchange"
    verbose_name = _("Exchange")

    def ready(self) -> None:
        """Let search results be taken away, and pages as PDF."""
        from exchange.paper.views import paper_form
        from exchange.search_results import as_feed, as_table
        from pages.taken_away import FORMS
        from pages.views.search import FORMATS

        FORMS.append(paper_form)

        FORMATS.update(atom=as_feed, csv=as_table)
