"""A short account of practice: what was done, what worked, what failed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.models import Page

from pages.blocks import BodyBlock
from pages.models.base import PICTURE_PANEL, BasePage, tabs
from pages.stream import Stream
from people.models import Organization

LONGEST_SHEET = 12_000
"""Characters of a sheet at most: the rule of the DPH base of experience sheets."""


class ExperienceSheet(BasePage):
    """Experience told by those who had it, for others to use."""

    author = models.CharField(_("author"), max_length=150, blank=True)
    author_organization = models.ForeignKey(
        Organization,
        verbose_name=_("organisation of the author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sheets",
    )
    place = models.CharField(_("place"), max_length=150, blank=True)
    year = models.PositiveSmallIntegerField(_("year of the experience"), null=True, blank=True)
    answers = models.ForeignKey(
        Page,
        verbose_name=_("answers this sheet"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="answering_sheets",
        help_text=_("The sheet that made the author write: both then show the other."),
    )
    body = Stream(BodyBlock(), verbose_name=_("story"), blank=True)
    worked = Stream(BodyBlock(), verbose_name=_("what worked"), blank=True)
    failed = Stream(BodyBlock(), verbose_name=_("what failed"), blank=True)

    type_code = "experience_sheet"
    template = "pages/experience_sheet.html"
    body_fields = ("body", "worked", "failed")
    subpage_types: list[str] = []

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            MultiFieldPanel(
                [
                    FieldPanel("author"),
                    FieldPanel("author_organization"),
                    FieldRowPanel([FieldPanel("place"), FieldPanel("year")]),
                    PageChooserPanel("answers", ["pages.ExperienceSheet"]),
                ],
                _("Whose experience"),
            ),
            PICTURE_PANEL,
            FieldPanel("body"),
            FieldPanel("worked"),
            FieldPanel("failed"),
        ]
    )

    class Meta:
        verbose_name = _("experience sheet")
        verbose_name_plural = _("experience sheets")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also the sheet that it answers, those that answer it, and its project."""
        from pages.related import related_links

        context = super().get_context(request, *args, **kwargs)
        language = context["language"]
        versions = Page.objects.filter(translation_key=self.translation_key).values("pk")
        answering = ExperienceSheet.objects.filter(answers__in=versions).values("pk")
        told = Page.objects.filter(project_step_rows__isnull=False, pk__in=versions)
        projects = told.values("project_step_rows__page")
        answered = Page.objects.filter(pk=self.answers_id)
        links = related_links(answered, request, language) if self.answers_id else {}
        context["answered"] = next(iter(links.values()), None)
        context["answers"] = list(
            related_links(Page.objects.filter(pk__in=answering), request, language).values()
        )
        context["projects"] = list(
            related_links(Page.objects.filter(pk__in=projects), request, language).values()
        )
        return context

    def facet_values(self) -> list[tuple[str, str]]:
        """Also by whether it says what failed."""
        return [*super().facet_values(), *([("lesson", "failed")] if self.failed else [])]

    def clean(self) -> None:
        """Refuse a sheet that is too long to be read.

        Raises:
            ValidationError: the three texts together exceed `LONGEST_SHEET` characters.
        """
        super().clean()
        length = len(self.words)
        if length > LONGEST_SHEET:
            raise ValidationError(
                {
                    "body": _(
                        "The sheet has %(length)d characters, and %(most)d at most make it "
                        "readable. Nothing is lost: shorten it, or move part of it to a resource."
                    )
                    % {"length": length, "most": LONGEST_SHEET}
                }
            )
