"""A project: one address from the first idea to what remains of it."""

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

from pages.blocks import BodyBlock
from pages.goals import GOALS, GoalsField
from pages.models.base import PICTURE_PANEL, BasePage, tabs
from pages.models.owner import SpaceOwner
from pages.stream import Stream
from people.models import Organization


class Stage(models.TextChoices):
    """How far a project has come."""

    IDEA = "idea", _("Idea")
    FEASIBILITY = "feasibility", _("Feasibility")
    RUNNING = "running", _("Under way")
    EVALUATION = "evaluation", _("Evaluation")
    DONE = "done", _("Completed")


class Project(SpaceOwner, BasePage):
    """An action carried by an organisation and its partners, over months or years."""

    stage = models.CharField(_("stage"), max_length=15, choices=Stage.choices, default=Stage.IDEA)
    starts = models.DateField(_("begins"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    zone = models.CharField(
        _("where precisely"), max_length=250, blank=True, help_text=_("Towns, villages, districts.")
    )
    publics = models.CharField(_("for whom"), max_length=250, blank=True)
    budget = models.DecimalField(
        _("budget"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(
        _("currency"), max_length=3, default="EUR", help_text=_("Three letters, such as EUR.")
    )
    goals = GoalsField(_("Sustainable Development Goals"), blank=True)
    body = Stream(BodyBlock(), verbose_name=_("presentation"), blank=True)
    results = Stream(BodyBlock(), verbose_name=_("results"), blank=True)

    type_code = "project"
    template = "pages/project.html"
    body_fields = ("zone", "publics", "body", "results")
    subpage_types: list[str] = []

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            PICTURE_PANEL,
            MultiFieldPanel(
                [
                    FieldPanel("stage"),
                    FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
                    FieldPanel("zone"),
                    FieldPanel("publics"),
                    FieldRowPanel([FieldPanel("budget"), FieldPanel("currency")]),
                    FieldPanel("goals"),
                ],
                _("In short"),
            ),
            FieldPanel("body"),
            InlinePanel("phases", heading=_("Phases"), label=_("Phase")),
            InlinePanel("partners", heading=_("Who does what"), label=_("Partner")),
            FieldPanel("results"),
            InlinePanel("steps", heading=_("What came out of it"), label=_("Page")),
        ]
    )

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    @property
    def goal_labels(self) -> list[tuple[int, str]]:
        """Number and name of each Sustainable Development Goal."""
        return [(number, str(GOALS[number])) for number in self.goals]

    @cached_property
    def partner_rows(self) -> list["ProjectPartner"]:
        """Partners with their organisations."""
        return list(self.partners.select_related("organization"))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also the phases, and the pages that came out of the project."""
        from pages.related import related_links

        context = super().get_context(request, *args, **kwargs)
        steps = list(self.steps.select_related("target"))
        links = (
            related_links(
                Page.objects.filter(pk__in=[step.target_id for step in steps]),
                request,
                context["language"],
            )
            if steps
            else {}
        )
        context["phases"] = list(self.phases.all())
        context["steps"] = [
            (step.get_kind_display(), links[step.target.translation_key])
            for step in steps
            if step.target.translation_key in links
        ]
        return context

    def facet_values(self) -> list[tuple[str, str]]:
        """Also by stage and by goal."""
        return [
            *super().facet_values(),
            ("stage", self.stage),
            *(("goal", str(number)) for number in self.goals),
        ]


class ProjectPhase(TranslatableMixin, Orderable):
    """A stretch of a project's life."""

    page = ParentalKey(Project, on_delete=models.CASCADE, related_name="phases")
    title = models.CharField(_("title"), max_length=150)
    starts = models.DateField(_("begins"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    text = models.TextField(_("what is done"), blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("text"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")

    def __str__(self) -> str:
        return self.title


class ProjectPartner(Orderable):
    """An organisation's part in a project."""

    class Role(models.TextChoices):
        """What it does there."""

        HOLDER = "holder", _("Project holder")
        LOCAL_PARTNER = "local_partner", _("Local partner")
        OPERATOR = "operator", _("Operator")
        FUNDER = "funder", _("Funder")
        EXPERT = "expert", _("Expert")
        ACCOMPANIER = "accompanier", _("Accompanied by")

    page = ParentalKey(Project, on_delete=models.CASCADE, related_name="partners")
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="project_rows",
    )
    role = models.CharField(_("role"), max_length=15, choices=Role.choices)

    panels = [FieldPanel("organization"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return f"{self.organization} ({self.get_role_display()})"


class ProjectStep(Orderable):
    """A page that came out of a project: its public note, results, report or sheet."""

    class Kind(models.TextChoices):
        """What that page is for the project."""

        NOTE = "note", _("Public note")
        RESULTS = "results", _("Results")
        EXTRACT = "extract", _("Extract of the report")
        SHEET = "sheet", _("Experience sheet")

    page = ParentalKey(Project, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    target = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="project_step_rows"
    )

    panels = [
        FieldPanel("kind"),
        PageChooserPanel("target", ["pages.Resource", "pages.Article", "pages.ExperienceSheet"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("page of a project")
        verbose_name_plural = _("pages of a project")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.target}"
