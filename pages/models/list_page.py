"""What all lists have in common: they are narrowed by plain links, and may have a map."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.models.base import BasePage


class ListPage(BasePage):
    """A list that readers narrow; not a table of its own."""

    with_map = models.BooleanField(
        _("map"),
        default=True,
        help_text=_("Shows above the list in which countries its items are."),
    )

    can_be_kept = False

    types: tuple[str, ...] = ()
    """Everything of these types is listed, wherever it lies; by default, what lies beneath."""

    filter_labels: dict[str, str | Promise] = {}
    """Filters that are called otherwise than in other lists."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list, as a page or as data."""
        from pages.views.listing import show_list

        return show_list(request, self)

    def draft(self, request: HttpRequest) -> HttpResponse:
        """The list as it stands, under the title that is being written."""
        return self.serve(request)
