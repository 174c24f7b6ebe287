"""A resource: a guide, a study, a tool, with its file or link."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.models import Orderable

from access.models import PUBLIC, PageAudience
from pages.blocks import BodyBlock
from pages.models.base import PICTURE_PANEL, BasePage, tabs
from pages.models.event import events_with
from pages.stream import Stream
from people.models import Organization
from search.documents import Entry


class Duration(models.TextChoices):
    """How long it takes, in steps that readers choose by."""

    SHORT = "short", _("Half an hour at most")
    HOURS = "hours", _("Up to half a day")
    LONG = "long", _("Longer")


HALF_AN_HOUR, HALF_A_DAY = 30, 240


def duration_code(minutes: int | None) -> str:
    """The step that a time in minutes falls into; empty when it is unknown."""
    if not minutes:
        return ""
    if minutes <= HALF_AN_HOUR:
        return Duration.SHORT
    return Duration.HOURS if minutes <= HALF_A_DAY else Duration.LONG


class Resource(BasePage):
    """Something to read, to use or to take away."""

    class Kind(models.TextChoices):
        """What sort of resource it is."""

        GUIDE = "guide", _("Guide")
        STUDY = "study", _("Study")
        TOOL = "tool", _("Tool sheet")
        DOCUMENT = "document", _("Document")
        LINK = "link", _("Link")

    class Step(models.TextChoices):
        """At which step of a project it helps."""

        IDENTIFY = "identify", _("Understand the need")
        DESIGN = "design", _("Design the project")
        FUND = "fund", _("Fund the project")
        RUN = "run", _("Carry the project out")
        EVALUATE = "evaluate", _("Evaluate the project")

    class Level(models.TextChoices):
        """What one should know beforehand."""

        BEGINNER = "beginner", _("To begin with")
        PRACTISED = "practised", _("To go further")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.GUIDE)
    file = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Replace it whenever you like: the address that people have noted stays."),
    )
    link = models.URLField(_("link"), blank=True)
    step = models.CharField(_("step"), max_length=10, choices=Step.choices, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("time it takes, in minutes"), null=True, blank=True
    )
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, blank=True)
    audience = models.CharField(_("for whom"), max_length=250, blank=True)
    published_year = models.PositiveSmallIntegerField(
        _("year of publication"), null=True, blank=True
    )
    publisher = models.ForeignKey(
        Organization,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="resources",
    )
    body = Stream(BodyBlock(), verbose_name=_("what it is and how to use it"), blank=True)

    type_code = "resource"
    template = "pages/resource.html"
    body_fields = ("audience", "body")
    subpage_types: list[str] = []

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            MultiFieldPanel(
                [FieldPanel("kind"), FieldPanel("file"), FieldPanel("link")], _("File")
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("step"), FieldPanel("level")]),
                    FieldRowPanel([FieldPanel("minutes"), FieldPanel("published_year")]),
                    FieldPanel("audience"),
                    FieldPanel("publisher"),
                ],
                _("In short"),
            ),
            FieldPanel("body"),
            InlinePanel("users", heading=_("Who uses it"), label=_("Organisation")),
            PICTURE_PANEL,
        ]
    )

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    @cached_property
    def user_rows(self) -> list["ResourceUser"]:
        """The organisations that use it."""
        return list(self.users.select_related("organization"))

    @property
    def file_words(self) -> str:
        """The text of its file, for the index; none if fewer people may have it than the page."""
        if self.file is None:
            return ""
        row = PageAudience.objects.filter(page=self.pk).first()
        whose = (PUBLIC, row.audience if row else "")
        return self.file.text if self.file.audience in whose else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also the address of its file, which outlives the file, and the events that use it."""
        from pages.related import related_links

        context = super().get_context(request, *args, **kwargs)
        taught = related_links(events_with(self), request, context["language"])
        return {
            **context,
            "file_address": f"{context['canonical']}file/",
            "events": list(taught.values()),
        }

    def search_document(self) -> Entry | None:
        """The text of its file is found too."""
        entry = super().search_document()
        if entry is None or self.file is None:
            return entry
        body = f"{entry.body}\n{self.file_words}"
        return replace(entry, body=body, details={"format": self.file.format})

    def facet_values(self) -> list[tuple[str, str]]:
        """Also by kind, step, level and the time it takes."""
        values = {
            "kind": self.kind,
            "step": self.step,
            "level": self.level,
            "duration": duration_code(self.minutes),
        }
        return [*super().facet_values(), *((name, code) for name, code in values.items() if code)]

    def serve_rest(self, request: HttpRequest, parts: list[str]) -> HttpResponseBase:
        """Give its file at `<this page>/file/`, an address that outlives the file.

        Raises:
            Http404: there is no file for this reader, or the address is another one.
        """
        from files.views.give import send_document

        if parts != ["file"]:
            raise Http404
        return send_document(request, self.file_id)


class ResourceUser(Orderable):
    """An organisation that uses a tool."""

    page = ParentalKey(Resource, on_delete=models.CASCADE, related_name="users")
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="tool_rows",
    )

    panels = [FieldPanel("organization")]

    class Meta(Orderable.Meta):
        verbose_name = _("user of a tool")
        verbose_name_plural = _("users of tools")

    def __str__(self) -> str:
        return str(self.organization)
