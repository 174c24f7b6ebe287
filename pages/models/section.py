"""A section: a list of what lies beneath it, that readers narrow by plain links."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel

from pages.models.base import BasePage, tabs


class SectionForm(WagtailAdminPageForm):
    """The form of a section, with its switch for those who may turn it."""

    ON, OFF = "on", "off"

    switched_on = forms.ChoiceField(
        label=_("Is this section shown?"),
        choices=[
            (ON, _("Shown")),
            (OFF, _("Switched off: in no menu, search, feed or address, in any language")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Takes effect when the section is published."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from pages.actions.switch_section import may_switch

        if not may_switch(self.for_user, self.instance if self.instance.pk else self.parent_page):
            del self.fields["switched_on"]
            return
        self.fields["switched_on"].initial = self.ON if self.instance.switched_on else self.OFF


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

    base_form_class = SectionForm
    template = "pages/section.html"

    edit_handler = tabs(
        [FieldPanel("title"), FieldPanel("summary"), FieldPanel("order")],
        [FieldPanel("switched_on")],
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    @property
    def switched_on(self) -> bool:
        """Whether it is shown at all."""
        from pages.actions.switch_section import is_on

        return is_on(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list, as a page or as data."""
        from pages.views.listing import show_list

        return show_list(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The list as it stands, under the title that is being written."""
        return self.serve(request)
