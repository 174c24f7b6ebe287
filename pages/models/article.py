"""An article: news, a feature, or a campaign with its claims."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel

from pages.blocks import BodyBlock, ClaimsBlock
from pages.models.base import PICTURE_PANEL, BasePage, tabs
from pages.stream import Stream
from people.models import Organization


class Article(BasePage):
    """A text by somebody, of a date."""

    class Kind(models.TextChoices):
        """What sort of article it is."""

        NEWS = "news", _("News")
        FEATURE = "feature", _("Feature")
        CAMPAIGN = "campaign", _("Campaign")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.NEWS)
    author = models.CharField(_("author"), max_length=150, blank=True)
    starts = models.DateField(_("campaign begins"), null=True, blank=True)
    ends = models.DateField(_("campaign ends"), null=True, blank=True)
    claims = Stream(ClaimsBlock(), verbose_name=_("what the campaign asks for"), blank=True)
    supporters = ParentalManyToManyField(
        Organization, verbose_name=_("supporting organisations"), blank=True, related_name="+"
    )
    body = Stream(BodyBlock(), verbose_name=_("text"), blank=True)

    type_code = "article"
    template = "pages/article.html"
    body_fields = ("claims", "body")
    subpage_types: list[str] = []

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("author")]),
            PICTURE_PANEL,
            FieldPanel("body"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
                    FieldPanel("claims"),
                    FieldPanel("supporters"),
                ],
                _("For a campaign only"),
                classname="collapsed",
            ),
        ]
    )

    @cached_property
    def supporter_rows(self) -> list[Organization]:
        """The organisations that support a campaign."""
        return list(self.supporters.all())

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
