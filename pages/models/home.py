"""The home page of a language."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel

from pages.models.base import PICTURE_PANEL, BasePage, tabs


class Home(BasePage):
    """Who we are in a few lines, then what is new."""

    lead = models.TextField(
        _("who we are"),
        blank=True,
        help_text=_("Three sentences at most: for somebody who has never heard of us."),
    )
    notice = models.CharField(
        _("notice"),
        max_length=300,
        blank=True,
        help_text=_("One line above everything else, for instance that offices are closed."),
    )

    can_be_kept = False

    template = "pages/home.html"
    body_fields = ("lead",)
    parent_page_types = ["wagtailcore.Page"]

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            MultiFieldPanel([FieldPanel("lead"), FieldPanel("notice")], _("Welcome")),
            FieldPanel("summary"),
            PICTURE_PANEL,
        ]
    )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also what the home page shows beneath its welcome."""
        from pages.context import page_language
        from pages.shelves import shelves

        found, domains = shelves(request, page_language(self))
        context = super().get_context(request, *args, **kwargs)
        return {**context, "shelves": found, "domains": domains}

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
