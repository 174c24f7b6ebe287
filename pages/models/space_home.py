"""The page “Spaces” of each language, and beneath it the home page of each space."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel, TitleFieldPanel
from wagtail.models import Page

from access.decisions import may
from access.models import Space
from access.visibility import audiences_of, visible_to
from pages.blocks import BodyBlock
from pages.checks.form import CheckedPageForm
from pages.models.base import BasePage, tabs
from pages.stream import Stream

SPACES_SLUG = "spaces"
MANAGERS_SUFFIX = "-managers"
"""What the address of the managers' pages adds to that of their space."""


class Spaces(BasePage):
    """What holds the home pages of all spaces in one language; nobody reads it as a page."""

    subpage_types = ["pages.SpaceHome", "pages.ManagersHome"]
    parent_page_types = ["pages.Home"]
    max_count_per_parent = 1
    has_view = True

    edit_handler = tabs([TitleFieldPanel("title"), FieldPanel("summary")])

    class Meta:
        verbose_name = _("spaces")
        verbose_name_plural = _("spaces")


class SpaceHome(BasePage):
    """The home page of a space in one language; its pages lie beneath it."""

    space = models.ForeignKey(
        Space, verbose_name=_("space"), on_delete=models.PROTECT, related_name="homes",
        editable=False,
    )  # fmt: skip
    can_be_kept = False

    welcome = Stream(BodyBlock(), verbose_name=_("welcome"), blank=True)

    template = "spaces/home.html"
    body_fields = ("welcome",)
    subpage_types = [
        "pages.Article",
        "pages.Seminar",
        "pages.Workshop",
        "pages.Resource",
        "pages.Annex",
    ]
    parent_page_types: list[str] = []

    edit_handler = tabs([TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("welcome")])

    class Meta:
        verbose_name = _("home page of a space")
        verbose_name_plural = _("home pages of spaces")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The space's home, as its people see it."""
        from pages.views.space import show_space

        return show_space(request, self.space.slug)

    def draft(self, request: HttpRequest) -> HttpResponse:
        """The space's home under the title and welcome that are being written."""
        from pages.views.space import preview_space

        return preview_space(request, self)


class ManagersHome(BasePage):
    """Where the pages lie that only the managers of a space see, beside its home page."""

    space = models.ForeignKey(
        Space, verbose_name=_("space"), on_delete=models.PROTECT, related_name="managers_homes",
        editable=False,
    )  # fmt: skip

    subpage_types = ["pages.Article", "pages.Resource"]
    parent_page_types: list[str] = []
    template = "spaces/managers_home.html"

    edit_handler = tabs([TitleFieldPanel("title"), FieldPanel("summary")])

    class Meta:
        verbose_name = _("managers’ pages of a space")
        verbose_name_plural = _("managers’ pages of spaces")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also the pages beneath."""
        children = visible_to(Page.objects.child_of(self), audiences_of(request.user))
        context = super().get_context(request, *args, **kwargs)
        return {**context, "children": children.order_by("title")}


class AnnexForm(CheckedPageForm):
    """The form of an annex."""

    def clean_event(self) -> Page | None:
        """An event that the editor may see.

        Raises:
            ValidationError: there is no such event for her.
        """
        event: Page | None = self.cleaned_data["event"]
        if event is None or "event" not in self.changed_data:
            return event
        is_event = getattr(event.specific_class, "is_event", False)
        if not is_event or not (
            may(self.for_user, "view", event) or may(self.for_user, "edit", event)
        ):
            raise ValidationError(_("Choose an event that you may see."))
        return event


class Annex(BasePage):
    """A part of a write-up for those who took part: it lies in the event's space."""

    event = models.ForeignKey(
        Page,
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="annexes",
        help_text=_("Shown on the page of this event to those who may read the annex."),
    )
    body = Stream(BodyBlock(), verbose_name=_("text"), blank=True)
    file = models.ForeignKey(
        "files.SiteDocument",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    base_form_class = AnnexForm

    type_code = "annex"
    template = "pages/annex.html"
    body_fields = ("body",)
    parent_page_types = ["pages.SpaceHome"]
    subpage_types: list[str] = []

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            PageChooserPanel("event", ["pages.Seminar", "pages.Workshop"]),
            FieldPanel("body"),
            FieldPanel("file"),
        ]
    )

    class Meta:
        verbose_name = _("annex of a write-up")
        verbose_name_plural = _("annexes of write-ups")
