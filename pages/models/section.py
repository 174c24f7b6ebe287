"""A section: a list of what lies beneath it, that readers narrow by plain links."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from pages.checks.form import CheckedPageForm
from pages.models.base import tabs
from pages.models.list_page import ListPage


class SectionForm(CheckedPageForm):
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


class Section(ListPage):
    """A filterable list of the pages under it."""

    class Order(models.TextChoices):
        """In which order a list shows its items."""

        NEWEST = "date", _("Newest first")
        TITLE = "title", _("By title")
        AGENDA = "agenda", _("Events to come, then past ones")

    order = models.CharField(
        _("order of the list"), max_length=10, choices=Order.choices, default=Order.NEWEST
    )

    with_map = models.BooleanField(
        _("map"),
        default=False,
        help_text=_("Shows above the list in which countries its items are."),
    )

    base_form_class = SectionForm
    template = "pages/section.html"

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            FieldPanel("order"),
            FieldPanel("with_map"),
        ],
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
