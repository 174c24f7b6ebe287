"""Strategic objectives by period, and the page that shows what serves each of them."""

import datetime
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.models import Orderable, Page

from pages.models.base import BasePage, tabs
from thesaurus.languages import site_languages


class Period(models.Model):
    """A programming period; once archived, its sheets leave the default lists."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    starts = models.DateField(_("begins"))
    ends = models.DateField(_("ends"))
    archived_on = models.DateField(
        _("archived on"),
        null=True,
        blank=True,
        help_text=_("From then on its sheets stay readable, but leave the usual lists."),
    )

    panels = [
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("archived_on"),
    ]

    class Meta:
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        ordering = ["-starts"]

    def __str__(self) -> str:
        return f"{self.starts.year}–{self.ends.year}"

    @property
    def is_archived(self) -> bool:
        """Whether the period has been archived by today."""
        return self.archived_on is not None and self.archived_on <= datetime.date.today()


class StrategicObjective(ClusterableModel):
    """Something the organisation wants to reach in a period."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    period = models.ForeignKey(
        Period, verbose_name=_("period"), on_delete=models.PROTECT, related_name="objectives"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("period"), FieldPanel("order")]),
        InlinePanel("texts", heading=_("Texts"), label=_("Text in one language"), min_num=1),
        InlinePanel("served_by", heading=_("Pages that serve it"), label=_("Page")),
    ]

    class Meta:
        verbose_name = _("strategic objective")
        verbose_name_plural = _("strategic objectives")
        ordering = ["-period__starts", "order"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def text_in(self, language: str | None = None) -> "ObjectiveText | None":
        """Its text in a language, else in the first one written."""
        texts = {text.language: text for text in self.texts.all()}
        return texts.get(language or get_language() or "") or next(iter(texts.values()), None)

    @property
    def title(self) -> str:
        """Its title in the reader's language."""
        text = self.text_in()
        return text.title if text else self.code


class ObjectiveText(models.Model):
    """An objective in one language."""

    objective = ParentalKey(StrategicObjective, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=15, choices=site_languages)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)

    panels = [FieldPanel("language"), FieldPanel("title"), FieldPanel("text")]

    class Meta:
        verbose_name = _("text of an objective")
        verbose_name_plural = _("texts of objectives")
        constraints = [
            models.UniqueConstraint(fields=["objective", "language"], name="one_text_a_language")
        ]

    def __str__(self) -> str:
        return self.title


class PageObjective(Orderable):
    """A page that serves an objective; named in any language, it stands for its translations."""

    objective = ParentalKey(StrategicObjective, on_delete=models.CASCADE, related_name="served_by")
    target = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="objective_rows"
    )

    panels = [PageChooserPanel("target")]

    class Meta(Orderable.Meta):
        verbose_name = _("page that serves an objective")
        verbose_name_plural = _("pages that serve objectives")

    def __str__(self) -> str:
        return str(self.target)


def objective_address(objective: StrategicObjective | None, language: str) -> str:
    """Where an objective is shown in a language; empty if there is no such page."""
    from pages.addresses import page_address

    page = Objectives.objects.filter(live=True, locale__language_code=language).first()
    if objective is None or page is None:
        return ""
    return f"{page_address(page.url_path, language)}{objective.code.lower()}/"


class Objectives(BasePage):
    """All objectives by period; each has an address under this page."""

    template = "pages/objectives.html"
    subpage_types: list[str] = []
    max_count_per_parent = 1

    edit_handler = tabs([TitleFieldPanel("title"), FieldPanel("summary")])

    class Meta:
        verbose_name = _("page of strategic objectives")
        verbose_name_plural = _("pages of strategic objectives")

    def serve_rest(self, request: HttpRequest, parts: list[str]) -> HttpResponse:
        """Show one objective at `<this page>/<code>/`.

        Raises:
            Http404: there is no such objective.
        """
        from pages.views.objective import show_objective

        if len(parts) != 1:
            raise Http404
        return show_objective(request, self, parts[0])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also the periods, newest first, with their objectives."""
        periods = Period.objects.prefetch_related("objectives__texts")
        return {**super().get_context(request, *args, **kwargs), "periods": periods}
