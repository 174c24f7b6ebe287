"""The directory: every organisation has an address under this page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from pages.models.base import tabs
from pages.models.list_page import ListPage


class Directory(ListPage):
    """A filterable list of organisations."""

    template = "pages/section.html"
    types = ("organization",)
    subpage_types: list[str] = []
    max_count_per_parent = 1

    edit_handler = tabs(
        [TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("with_map")],
    )

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
