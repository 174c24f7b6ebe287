"""What a network offers to organisations that want to be accompanied, and the list of it all."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel

from pages.blocks import BodyBlock
from pages.models.base import PICTURE_PANEL, BasePage, tabs
from pages.models.list_page import ListPage
from pages.stream import Stream
from people.models import Organization


class SizesField(models.JSONField):
    """A list of sizes of organisations, ticked in the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        """A box to tick for each size."""
        return forms.MultipleChoiceField(
            choices=Organization.Size.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=self.verbose_name,
            help_text=self.help_text,
        )


class Offer(BasePage):
    """A course, a piece of advice, a room, a loan…: what it is, for whom, at what price."""

    class Cost(models.TextChoices):
        """What it costs those who take it up."""

        FREE = "free", _("Free of charge")
        SHARED = "shared", _("Costs are shared")
        PAID = "paid", _("To be paid for")

    cost = models.CharField(_("cost"), max_length=10, choices=Cost.choices, default=Cost.FREE)
    price = models.CharField(
        _("price in words"),
        max_length=150,
        blank=True,
        help_text=_("Such as: free for members, ten euros for others."),
    )
    sizes = SizesField(
        _("for organisations of these sizes"),
        blank=True,
        help_text=_("Tick none if it is for all of them."),
    )
    contact = models.CharField(
        _("whom to ask"),
        max_length=250,
        blank=True,
        help_text=_("Leave empty for the network’s own contact."),
    )
    body = Stream(BodyBlock(), verbose_name=_("what it is"), blank=True)

    type_code = "offer"
    template = "pages/offer.html"
    body_fields = ("price", "body")
    subpage_types: list[str] = []
    parent_page_types = ["pages.Network"]

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("cost"), FieldPanel("price")]),
                    FieldPanel("sizes"),
                    FieldPanel("contact"),
                ],
                _("For whom, at what price"),
            ),
            PICTURE_PANEL,
            FieldPanel("body"),
        ]
    )

    class Meta:
        verbose_name = _("offer of a network")
        verbose_name_plural = _("offers of networks")

    @cached_property
    def network(self) -> BasePage:
        """Whose offer it is."""
        above: BasePage = self.get_parent().specific
        return above

    @property
    def territory_codes(self) -> list[str]:
        """Its own countries and regions, else those of its network."""
        return self.own_territory_codes or self.network.territory_codes

    @property
    def size_labels(self) -> list[str]:
        """For which organisations it is; empty if it is for all."""
        return [str(Organization.Size(size).label) for size in self.sizes]

    def facet_values(self) -> list[tuple[str, str]]:
        """Also by cost and by size: what is for all organisations is for those of each size."""
        sizes = self.sizes or Organization.Size.values
        return [
            *super().facet_values(),
            ("cost", self.cost),
            *(("suits", size) for size in sizes),
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also the network, and where all offers are listed."""
        from pages.addresses import list_addresses, page_address

        context = super().get_context(request, *args, **kwargs)
        language = context["language"]
        context["network_address"] = page_address(self.network.url_path, language)
        context["offers_address"] = list_addresses(Offers).get(language, "")
        context["contact"] = self.contact or getattr(self.network, "contact", "")
        return context


class Offers(ListPage):
    """The list of what all networks offer."""

    template = "pages/section.html"
    types = ("offer",)
    filter_labels = {"theme": _("Need")}
    subpage_types: list[str] = []
    max_count_per_parent = 1

    edit_handler = tabs([TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("with_map")])

    class Meta:
        verbose_name = _("list of the networks’ offers")
        verbose_name_plural = _("lists of the networks’ offers")
