"""What every page of the site has: summary, picture, themes, places, licence, an index entry."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from access.routing import DEEPEST
from languages.foreign import NOTHING
from pages.blocks.body import count_words, plain_words
from pages.checks.form import CheckedPageForm
from pages.checks.panel import CheckListPanel
from pages.models.classification import territory_codes_of, theme_codes_of
from pages.models.named_version import NamedVersion
from pages.panels import AudiencePanel, FreshnessPanel, missing_theme
from search.documents import Entry
from thesaurus.vocabulary import vocabulary

WORDS_A_MINUTE = 200
HOME_DEPTH = 2
"""Of home pages in the tree: addresses begin there."""


class Licence(models.TextChoices):
    """What others may do with a text."""

    CC_BY_SA = "cc-by-sa", _("Creative Commons BY-SA 4.0")
    CC_BY = "cc-by", _("Creative Commons BY 4.0")
    CC0 = "cc0", _("Public domain (CC0)")
    RESERVED = "reserved", _("All rights reserved")


LICENCE_LINKS = {
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}


ADDRESS_PANELS = [
    FieldPanel(
        "slug",
        heading=_("End of the address"),
        help_text=_("A few words joined by hyphens. Links to the old address lead to the new one."),
    ),
    FieldPanel(
        "seo_title",
        heading=_("Title for search engines"),
        help_text=_("Only if it should differ from the title of the page."),
    ),
    FieldPanel(
        "search_description",
        heading=_("Summary for search engines"),
        help_text=_("Only if it should differ from the summary of the page."),
    ),
    FieldPanel(
        "show_in_menus",
        heading=_("In the menu"),
        help_text=_("Whether the menu at the top of the site leads here."),
    ),
]
"""What Wagtail gives every page, in an editor's words."""


def tabs(content: list[Any], last: Sequence[Any] = ()) -> TabbedInterface:
    """The three tabs of an editing screen, in the order in which an editor thinks.

    Args:
        content: what readers see.
        last: what a type adds to the last tab.
    """
    return TabbedInterface(
        [
            ObjectList(
                [CheckListPanel(), FreshnessPanel(), *content], heading=_("What readers see")
            ),
            ObjectList(
                [
                    InlinePanel(
                        "theme_rows",
                        heading=_("Themes"),
                        label=_("Theme"),
                        help_text=missing_theme(),
                    ),
                    InlinePanel(
                        "territory_rows",
                        heading=_("Countries and regions"),
                        label=_("Country or region"),
                    ),
                    FieldPanel("licence"),
                ],
                heading=_("Themes and places"),
            ),
            ObjectList(
                [
                    AudiencePanel(),
                    *ADDRESS_PANELS,
                    *last,
                ],
                heading=_("Address and menu"),
            ),
        ]
    )


PICTURE_PANEL = MultiFieldPanel(
    [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_caption")],
    _("Picture"),
)


class BasePage(Page):
    """Common to all page types; not a table of its own."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("Two sentences at most: shown in lists, in search results and when shared."),
    )
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_("Read aloud to people who do not see it. No page is published without it."),
    )
    picture_caption = models.CharField(_("caption"), max_length=250, blank=True)
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY_SA
    )

    class Meta:
        abstract = True

    type_code = ""
    """The type as search and lists name it; empty when the page is no item of a list."""

    body_fields: tuple[str, ...] = ()
    """The streams and texts that make up the page, in reading order, for index and time."""

    slug: str
    template = "pages/page.html"
    base_form_class = CheckedPageForm

    can_be_kept = True
    """Whether readers are offered to keep it on their device."""

    has_view = False
    """Whether the site answers at the address of such a page by a view of its own."""

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Page | None, page: Any = None) -> bool:
        """Also refuse an address at which the site has something of its own.

        Wagtail knows no such addresses: a page there could not be reached. Its one private
        method about slugs is what its own checks and the making of a slug from a title ask.
        """
        from pages.addresses import has_view_at

        if not Page._slug_is_available(slug, parent_page, page):
            return False
        return (
            parent_page is None
            or getattr(page, "has_view", False)
            or not has_view_at(parent_page, slug)
        )

    @classmethod
    def can_exist_under(cls, parent: Page) -> bool:
        """Not deeper than an address can say: nobody could read it."""
        return parent.depth - HOME_DEPTH < DEEPEST and super().can_exist_under(parent)

    def _set_core_field_defaults(self) -> None:
        """Name a page after its type where its title has no letter that addresses are made of.

        Wagtail leaves the address of an Arabic title empty.
        """
        super()._set_core_field_defaults()
        if not self.slug and (self.path or getattr(self, "_cached_parent_obj", None)):
            self.slug = self._get_autogenerated_slug(self._meta.model_name)

    @cached_property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The ways of looking at its draft, which Wagtail asks for many times."""
        from pages.previews import ways

        return [(way.mode, way.name) for way in ways(self)]

    def save_revision(
        self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """Begin another version where the autosave would write over one that has a name.

        Wagtail lets the autosave write over the newest version, and knows no names.
        """
        is_newest = overwrite_revision and overwrite_revision == self.get_latest_revision()
        if is_newest and NamedVersion.objects.filter(revision=overwrite_revision).exists():
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Its draft, looked at in one of these ways."""
        from pages.previews import show_preview

        return show_preview(self, request, mode_name)

    def draft(self, request: HttpRequest) -> HttpResponse:
        """Its draft, for whoever asks; a type that is served by a view of its own says how."""
        template = self.get_template(request)
        return TemplateResponse(request, template, self.get_context(request))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What templates are given: see `pages.context`."""
        from pages.context import page_context

        return {**super().get_context(request, *args, **kwargs), **page_context(self, request)}

    @cached_property
    def theme_codes(self) -> list[str]:
        """Codes of the page's themes, in the editor's order."""
        rows = self.theme_rows.all()
        if isinstance(rows, models.QuerySet):
            return [code for (code,) in theme_codes_of(self.pk)]
        return [row.concept.code for row in rows]

    @cached_property
    def own_territory_codes(self) -> list[str]:
        """Codes of the page's countries and regions, in the editor's order."""
        rows = self.territory_rows.all()
        if isinstance(rows, models.QuerySet):
            return [code for (code,) in territory_codes_of(self.pk)]
        return [row.territory.code for row in rows]

    @property
    def territory_codes(self) -> list[str]:
        """Codes of the countries and regions that it is found by: its own."""
        return self.own_territory_codes

    foreign = NOTHING
    """What of it is not in its language yet, once `languages.foreign` has told it."""

    @cached_property
    def words(self) -> str:
        """All that the page says in its own language, without its title and summary."""
        texts = []
        for name in self.body_fields:
            if name in self.foreign.keys:
                continue
            value = getattr(self, name)
            field = self._meta.get_field(name)
            texts.append(plain_words(value) if isinstance(field, StreamField) else str(value))
        return "\n".join(text for text in texts if text)

    @property
    def reading_minutes(self) -> int:
        """Minutes that an ordinary reader needs, at least one."""
        values = (getattr(self, name) for name in self.body_fields)
        return max(1, round(sum(count_words(value) for value in values) / WORDS_A_MINUTE))

    @property
    def licence_link(self) -> str:
        """Address of the licence's text; empty when all rights are reserved."""
        return LICENCE_LINKS.get(Licence(self.licence), "")

    @property
    def display_date(self) -> datetime.date | None:
        """The date that lists show and sort by."""
        moment = self.first_published_at or self.latest_revision_created_at
        return moment.date() if moment else None

    def facet_values(self) -> list[tuple[str, str]]:
        """What filters of lists and search can find the page by, as (name, code) pairs."""
        terms = vocabulary()
        themes = {code for theme in self.theme_codes for code in terms.with_broader(theme)}
        territories = {
            code for place in self.territory_codes for code in terms.place_with_broader(place)
        }
        return [("theme", code) for code in sorted(themes)] + [
            ("country", code) for code in sorted(territories)
        ]

    def search_document(self) -> Entry | None:
        """What the index knows of the page; None when it is no item of lists and search."""
        if not self.type_code:
            return None
        return Entry(
            type=self.type_code,
            language=self.locale.language_code,
            group=str(self.translation_key),
            title=self.title,
            summary=self.summary,
            body=self.words,
            date=self.display_date,
            path=self.path,
            facets=self.facet_values(),
            themes=self.theme_codes,
        )
