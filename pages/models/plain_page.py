"""A plain page: legal notice, privacy, accessibility, how to reach us."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from pages.blocks import BodyBlock
from pages.models.base import BasePage, tabs
from pages.stream import Stream


class PlainPage(BasePage):
    """A text about the site itself: in no list, and at the foot of every page below the home."""

    body = Stream(BodyBlock(), verbose_name=_("text"), blank=True)

    template = "pages/plain_page.html"
    body_fields = ("body",)
    subpage_types: list[str] = []

    edit_handler = tabs([TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("body")])

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
