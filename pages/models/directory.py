"""The directory: every organisation has an address under this page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from pages.models.base import BasePage, tabs


class Directory(BasePage):
    """A filterable list of organisations."""

    template = "pages/section.html"
    subpage_types: list[str] = []
    max_count_per_parent = 1

    edit_handler = tabs([FieldPanel("title"), FieldPanel("summary")])

    class Meta:
        verbose_name = _("directory of organisations")
        verbose_name_plural = _("directories of organisations")

    def serve_rest(self, request: HttpRequest, parts: list[str]) -> HttpResponse:
        """Show one organisation at `<this page>/<short name>/`.

        Raises:
            Http404: there is no such organisation.
        """
        from pages.views.organization import show_organization

        if len(parts) != 1:
            raise Http404
        return show_organization(request, self, parts[0])

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list, as a page or as data."""
        from pages.views.listing import show_list

        return show_list(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The list as it stands, under the title that is being written."""
        return self.serve(request)
