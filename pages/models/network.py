"""A network of organisations on a territory or around a theme."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, TitleFieldPanel
from wagtail.models import Orderable

from access.visibility import audiences_of, visible_to
from pages.blocks import BodyBlock
from pages.models.base import PICTURE_PANEL, BasePage, tabs
from pages.models.offer import Offer, Offers
from pages.models.owner import SpaceOwner
from pages.stream import Stream
from people.models import Organization


class Network(SpaceOwner, BasePage):
    """Who is in it, where it works; what it offers lies beneath."""

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

    type_code = "network"
    template = "pages/network.html"
    body_fields = ("body",)
    subpage_types = ["pages.Offer"]

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            PICTURE_PANEL,
            FieldPanel("body"),
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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also what it offers."""
        from pages.addresses import list_addresses

        context = super().get_context(request, *args, **kwargs)
        beneath = Offer.objects.child_of(self) if self.pk else Offer.objects.none()
        context["offers"] = visible_to(beneath, audiences_of(request.user)).order_by("path")
        context["offers_address"] = list_addresses(Offers).get(context["language"], "")
        return context


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
