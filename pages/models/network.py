"""A network of organisations on a territory or around a theme."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from pages.blocks import BodyBlock, OffersBlock
from pages.models.base import PICTURE_PANEL, BasePage, tabs
from pages.models.owner import SpaceOwner
from pages.stream import Stream
from people.models import Organization


class Network(SpaceOwner, BasePage):
    """Who is in it, where it works, what it offers."""

    coordinator = models.ForeignKey(
        Organization,
        verbose_name=_("coordinated by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    founded = models.PositiveSmallIntegerField(_("year of foundation"), null=True, blank=True)
    contact = models.CharField(_("whom to ask"), max_length=250, blank=True)
    body = Stream(BodyBlock(), verbose_name=_("presentation"), blank=True)
    offers = Stream(OffersBlock(), verbose_name=_("what it offers"), blank=True)

    type_code = "network"
    template = "pages/network.html"
    body_fields = ("body", "offers")
    subpage_types: list[str] = []

    edit_handler = tabs(
        [
            FieldPanel("title"),
            FieldPanel("summary"),
            PICTURE_PANEL,
            FieldPanel("body"),
            FieldPanel("offers"),
            FieldRowPanel([FieldPanel("coordinator"), FieldPanel("founded")]),
            InlinePanel("members", heading=_("Member organisations"), label=_("Member")),
            FieldPanel("contact"),
        ]
    )

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    @cached_property
    def member_rows(self) -> list["NetworkMember"]:
        """Members with their organisations and places."""
        return list(self.members.select_related("organization__territory"))


class NetworkMember(Orderable):
    """An organisation of a network."""

    page = ParentalKey(Network, on_delete=models.CASCADE, related_name="members")
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="network_rows",
    )

    panels = [FieldPanel("organization")]

    class Meta(Orderable.Meta):
        verbose_name = _("member of a network")
        verbose_name_plural = _("members of networks")

    def __str__(self) -> str:
        return str(self.organization)
