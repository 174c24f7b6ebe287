"""Events: the same page announces them, holds their programme, then their write-up."""

import datetime
import zoneinfo
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
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
from wagtail.models import Page

from access.visibility import audiences_of
from files.shown import shown
from pages.blocks import BodyBlock, PointsBlock
from pages.models.base import PICTURE_PANEL, BasePage, tabs
from pages.models.laid_out import SeminarForm, WithSections
from pages.models.owner import SpaceOwner
from pages.models.programme import Material, Session
from pages.sections import said
from pages.stream import Stream
from people.models import Organization
from search.documents import Entry
from thesaurus.models import Territory
from thesaurus.vocabulary import vocabulary

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Calendars have no room for the last day of all, and nobody announces it."""


def site_time_zone() -> str:
    """The time zone of the site, where most events take place."""
    return str(settings.TIME_ZONE)


def check_time_zone(name: str) -> None:
    """Refuse a time zone that does not exist.

    Raises:
        ValidationError: no such zone in the tz database.
    """
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone: write it like Europe/Paris or Africa/Dakar."),
            params={"name": name},
        )


class Event(WithSections, SpaceOwner, BasePage):
    """What a seminar and a workshop have in common."""

    starts_on = models.DateField(_("begins on"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=50,
        default=site_time_zone,
        validators=[check_time_zone],
        help_text=_("Hours are those of the place, written like Europe/Paris or Africa/Dakar."),
    )
    city = models.CharField(_("town"), max_length=100, blank=True)
    country = models.ForeignKey(
        Territory,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    place_note = models.TextField(_("how to get there"), blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    registration = models.CharField(
        _("how to register"),
        max_length=250,
        blank=True,
        help_text=_("A web address, or an e-mail address."),
    )
    registration_closes = models.DateField(_("registration closes on"), null=True, blank=True)
    announcement = Stream(BodyBlock(), verbose_name=_("announcement"), blank=True)
    key_points = Stream(
        PointsBlock(),
        verbose_name=_("what matters most"),
        blank=True,
        help_text=_("Three to six points: many readers will read nothing else."),
    )
    write_up = Stream(BodyBlock(), verbose_name=_("write-up"), blank=True)
    decisions = Stream(PointsBlock(), verbose_name=_("decisions"), blank=True)
    written_up_on = models.DateField(_("write-up published on"), null=True, blank=True)

    class Meta:
        abstract = True

    is_event = True
    """Whether annexes can be of such a page."""

    body_fields = ("announcement", "key_points", "write_up", "decisions")
    subpage_types: list[str] = []

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("starts_at")]),
                    FieldRowPanel([FieldPanel("ends_on"), FieldPanel("ends_at")]),
                    FieldPanel("time_zone"),
                    FieldRowPanel([FieldPanel("city"), FieldPanel("country")]),
                    FieldPanel("venue"),
                    FieldPanel("place_note"),
                ],
                _("When and where"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("registration"),
                    FieldRowPanel([FieldPanel("registration_closes"), FieldPanel("capacity")]),
                ],
                _("Registration"),
            ),
            PICTURE_PANEL,
            FieldPanel("announcement"),
            InlinePanel("sessions", heading=_("Programme"), label=_("Session")),
            InlinePanel("materials", heading=_("Materials"), label=_("Material")),
            MultiFieldPanel(
                [
                    FieldPanel("key_points"),
                    FieldPanel("write_up"),
                    FieldPanel("decisions"),
                    FieldPanel("written_up_on"),
                ],
                _("Write-up"),
            ),
        ]
    )

    def clean(self) -> None:
        """Refuse an event that ends before it begins, or in a year that is a slip of the hand.

        Raises:
            ValidationError: the last day lies before the first, or one of them lies too far.
        """
        super().clean()
        for name in ("starts_on", "ends_on"):
            day = getattr(self, name)
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                sentence = _("Check the year: it lies between %(first)d and %(last)d.")
                years = {"first": FIRST_YEAR, "last": LAST_YEAR}
                raise ValidationError({name: ValidationError(sentence, params=years)})
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The event ends before it begins.")})

    @property
    def last_day(self) -> datetime.date:
        """The day on which it ends."""
        return self.ends_on or self.starts_on

    @property
    def is_past(self) -> bool:
        """Whether its last day is over at its place."""
        today = timezone.now().astimezone(zoneinfo.ZoneInfo(self.time_zone)).date()
        return self.last_day < today

    @property
    def has_write_up(self) -> bool:
        """Whether readers find a write-up here."""
        streams = (self.write_up, self.key_points, self.decisions)
        return any(said(stream.raw_data) for stream in streams)

    @property
    def registration_link(self) -> str:
        """A link to register: the web address, or a mail to the address given."""
        if self.registration and "://" not in self.registration:
            return f"mailto:{self.registration.removeprefix('mailto:')}"
        return self.registration

    @property
    def registration_by_mail(self) -> bool:
        """Whether one registers by writing to an address."""
        return self.registration_link.startswith("mailto:")

    @property
    def registration_open(self) -> bool:
        """Whether one can still register today."""
        closes = self.registration_closes or self.starts_on
        return bool(self.registration) and not self.is_past and closes >= datetime.date.today()

    @property
    def display_date(self) -> datetime.date:
        """Lists show the first day."""
        return self.starts_on

    @cached_property
    def session_rows(self) -> list["Session"]:
        """Sessions in order, each with `people`: its speakers and their organisations."""
        rows: list[Session] = list(self.sessions.all())
        raw = [[item["value"] for item in row.speakers.raw_data] for row in rows]
        keys = {speaker.get("organization") for speakers in raw for speaker in speakers}
        found = Organization.objects.in_bulk([key for key in keys if key])
        for row, speakers in zip(rows, raw, strict=True):
            row.people = [
                {**speaker, "organization": found.get(speaker.get("organization"))}
                for speaker in speakers
            ]
        return rows

    @cached_property
    def days(self) -> list[tuple[datetime.date, list["Session"]]]:
        """Sessions by day."""
        return [(day, list(rows)) for day, rows in groupby(self.session_rows, attrgetter("day"))]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also its annexes, the materials with their links, and the address for calendars."""
        from pages.annexes import add_address, annexes_of
        from pages.related import related_links

        if getattr(request, "is_preview", False):
            self.leave_out_what_is_empty()
        context = super().get_context(request, *args, **kwargs)
        language = context["language"]
        context["annexes"] = annexes_of(self, language, audiences_of(request.user))
        context["add_annex_address"] = add_address(self, self.space, language, request)
        keys = [row.target_id for row in self.material_rows if row.target_id]
        pages = Page.objects.filter(pk__in=keys)
        links = related_links(pages, request, language) if keys else {}
        materials = []
        for row in self.material_rows:
            link = links.get(row.target.translation_key) if row.target else None
            if shown(row.document):
                materials.append({"title": row.title, "document": row.document})
            elif link:
                said = "" if row.title else link.language
                title = row.title or link.title
                materials.append({"title": title, "url": link.url, "language": said})
        context["materials"] = materials
        context["calendar_address"] = f"{context['canonical'].rstrip('/')}.ics"
        return context

    @cached_property
    def material_rows(self) -> list["Material"]:
        """Materials with their files and pages."""
        return list(self.materials.select_related("document", "target"))

    def facet_values(self) -> list[tuple[str, str]]:
        """Also by whether it is to come, past, or written up."""
        values = super().facet_values()
        around = vocabulary().place_with_broader(self.country.code) if self.country else []
        places = [("country", code) for code in around if ("country", code) not in values]
        written_up = [("stage", "written_up")] if self.has_write_up else []
        return [*values, *places, *written_up]

    def search_document(self) -> Entry | None:
        """Its row also says where it takes place."""
        entry = super().search_document()
        return replace(entry, details={"place": self.city}) if entry and self.city else entry


class Seminar(Event):
    """A day or two of debate on a theme."""

    base_form_class = SeminarForm
    type_code = "seminar"
    template = "pages/event.html"

    class Meta:
        verbose_name = _("seminar")
        verbose_name_plural = _("seminars")


class SeminarSession(Session):
    """A session of a seminar."""

    page = ParentalKey(Seminar, on_delete=models.CASCADE, related_name="sessions")

    class Meta(Session.Meta):
        verbose_name = _("session of a seminar")
        verbose_name_plural = _("sessions of seminars")


class SeminarMaterial(Material):
    """A material of a seminar."""

    page = ParentalKey(Seminar, on_delete=models.CASCADE, related_name="materials")

    class Meta(Material.Meta):
        verbose_name = _("material of a seminar")
        verbose_name_plural = _("materials of seminars")


class Workshop(Event):
    """A few hours of practice in a small group."""

    type_code = "workshop"
    template = "pages/event.html"

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")


class WorkshopSession(Session):
    """A session of a workshop."""

    page = ParentalKey(Workshop, on_delete=models.CASCADE, related_name="sessions")

    class Meta(Session.Meta):
        verbose_name = _("session of a workshop")
        verbose_name_plural = _("sessions of workshops")


class WorkshopMaterial(Material):
    """A material of a workshop."""

    page = ParentalKey(Workshop, on_delete=models.CASCADE, related_name="materials")

    class Meta(Material.Meta):
        verbose_name = _("material of a workshop")
        verbose_name_plural = _("materials of workshops")


EVENTS: tuple[type[Event], ...] = (Seminar, Workshop)
"""Every kind of event."""
EVENT_TYPES = tuple(model.type_code for model in EVENTS)


def events_with(page: Page) -> QuerySet[Page]:
    """The events that have a page, in whatever language, among their materials."""
    seminars, workshops = (
        model.objects.filter(target__translation_key=page.translation_key).order_by().values("page")
        for model in (SeminarMaterial, WorkshopMaterial)
    )
    return Page.objects.filter(pk__in=seminars.union(workshops))
