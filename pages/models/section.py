"""A section: a list of what lies beneath it, that readers narrow by plain links."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from pages.models.base import BasePage, tabs


class Section(BasePage):
    """A filterable list of the pages under it."""

    class Order(models.TextChoices):
        """In which order a list shows its items."""

        NEWEST = "date", _("Newest first")
        TITLE = "title", _("By title")
        AGENDA = "agenda", _("Events to come, then past ones")

    order = models.CharField(
        _("order of the list"), max_length=10, choices=Order.choices, default=Order.NEWEST
    )

    template = "pages/section.html"

    edit_handler = tabs([FieldPanel("title"), FieldPanel("summary"), FieldPanel("order")])

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list, as a page or as data."""
        from pages.views.listing import show_list

        return show_list(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The list as it stands, under the title that is being written."""
        return self.serve(request)
