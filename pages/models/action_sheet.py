"""An action sheet: what a programme did, with whom, for how much."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.models import Orderable, Page, TranslatableMixin

from pages.blocks import BodyBlock, HistoryBlock
from pages.models.base import PICTURE_PANEL, BasePage, tabs
from pages.models.objective import Period, StrategicObjective, objective_address
from pages.stream import Stream
from people.models import Organization


class ActionSheet(BasePage):
    """One action of a period, in the place that it had in the strategy."""

    period = models.ForeignKey(
        Period, verbose_name=_("period"), on_delete=models.PROTECT, related_name="+"
    )
    objective = models.ForeignKey(
        StrategicObjective,
        verbose_name=_("objective served"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="action_sheets",
    )
    referent = models.CharField(_("person in charge"), max_length=150, blank=True)
    pilot = models.CharField(_("led by"), max_length=150, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    follows = models.ForeignKey(
        Page,
        verbose_name=_("sheet of the earlier programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="following_sheets",
    )
    synthesis = Stream(BodyBlock(), verbose_name=_("in a few lines"), blank=True)
    presentation = Stream(BodyBlock(), verbose_name=_("presentation"), blank=True)
    history = Stream(HistoryBlock(), verbose_name=_("history"), blank=True)

    type_code = "action_sheet"
    template = "pages/action_sheet.html"
    body_fields = ("synthesis", "presentation", "history")
    subpage_types: list[str] = []

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("period"), FieldPanel("objective")]),
                    FieldRowPanel([FieldPanel("referent"), FieldPanel("pilot")]),
                    FieldRowPanel([FieldPanel("amount"), FieldPanel("currency")]),
                    PageChooserPanel("follows", ["pages.ActionSheet"]),
                ],
                _("In short"),
            ),
            PICTURE_PANEL,
            InlinePanel("partners", heading=_("Partners"), label=_("Partner")),
            FieldPanel("synthesis"),
            FieldPanel("presentation"),
            FieldPanel("history"),
        ]
    )

    class Meta:
        verbose_name = _("action sheet")
        verbose_name_plural = _("action sheets")

    @property
    def is_archived(self) -> bool:
        """Whether its period is closed: still readable, but out of default lists."""
        return self.period.is_archived

    @cached_property
    def partner_rows(self) -> list["ActionSheetPartner"]:
        """Partners with their organisations."""
        return list(self.partners.select_related("organization"))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also the sheets before and after it, and where its objective is shown."""
        from pages.related import related_links

        context = super().get_context(request, *args, **kwargs)
        language = context["language"]
        versions = Page.objects.filter(translation_key=self.translation_key).values("pk")
        following = ActionSheet.objects.filter(follows__in=versions).values("pk")
        before = Page.objects.filter(pk=self.follows_id)
        context["follows"] = (
            list(related_links(before, request, language).values()) if self.follows_id else []
        )
        context["followed"] = list(
            related_links(Page.objects.filter(pk__in=following), request, language).values()
        )
        context["objective_address"] = objective_address(self.objective, language)
        return context

    def facet_values(self) -> list[tuple[str, str]]:
        """Also by period."""
        archived = [("archived", "yes")] if self.is_archived else []
        return [*super().facet_values(), ("period", self.period.code), *archived]


class ActionSheetPartner(TranslatableMixin, Orderable):
    """An organisation's part in an action."""

    page = ParentalKey(ActionSheet, on_delete=models.CASCADE, related_name="partners")
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="action_rows",
    )
    role = models.CharField(_("what it did there"), max_length=250, blank=True)

    panels = [FieldPanel("organization"), FieldPanel("role")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("partner of an action")
        verbose_name_plural = _("partners of actions")

    def __str__(self) -> str:
        return str(self.organization)
