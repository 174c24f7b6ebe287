"""Pages of all types, with what they are about and their translations."""

import datetime
from collections import defaultdict
from typing import Annotated, Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, QuerySet
from pydantic import AfterValidator, BaseModel, Field
from wagtail.models import Page

from access.visibility import visible_to
from exchange.addresses import absolute_address
from exchange.api.noun import Noun
from exchange.api.queries import ListQuery, among
from languages.foreign import mark_foreign
from languages.models import TranslationLink
from pages.context import page_language
from pages.facts import page_types, shown_date, territory_codes, theme_codes, with_facts
from pages.models import PageTerritory, PageTheme
from pages.models.base import BasePage
from thesaurus.vocabulary import vocabulary

LANGUAGES: list[Any] = [code for code, _name in settings.LANGUAGES]

Language = Annotated[str, among(lambda: LANGUAGES, "language")]
Type = Annotated[str, among(page_types, "type of page")]
Theme = Annotated[
    str,
    AfterValidator(lambda code: vocabulary().current(code)),
    among(lambda: vocabulary().terms, "theme"),
]
Country = Annotated[str, among(lambda: vocabulary().places, "country or region")]
Slug = Annotated[str, Field(pattern="^[A-Za-z0-9_-]+$", max_length=255)]


class PageQuery(ListQuery):
    """Which pages are wanted; what is empty does not narrow the list."""

    language: Language = Field(
        "", description="Pages in this language.", json_schema_extra={"enum": LANGUAGES}
    )
    type: Type = Field("", description="Pages of this type.")
    theme: Theme = Field("", description="Pages with this theme, or one narrower than it.")
    country: Country = Field("", description="Pages on this country or region, or a part of it.")
    slug: Slug = Field("", description="Pages with this last part of their address.")


class Translation(BaseModel):
    """The same page in another language."""

    language: str
    address: str


class PageItem(BaseModel):
    """A page."""

    id: int
    type: str
    language: str
    title: str
    summary: str
    address: str
    themes: list[str] = Field(description="Codes of the thesaurus, in the editor's order.")
    countries: list[str] = Field(description="Codes of countries and regions.")
    date: datetime.date | None = Field(description="First day of an event; else of publication.")
    licence: str
    freshness: str | None = Field(
        description="How a translation or an adaptation stands to its original: current, stale,"
        " partial or unread; null for a page that was made from no other."
    )
    complete: int | None = Field(
        description="Share of the original's words that a person translated, in percent."
    )
    translations: list[Translation]


class PageDetail(PageItem):
    """A page with its text."""

    text: str = Field(description="All its words, without their form.")


class Pages(Noun):
    """What the API says of pages."""

    name = "pages"
    query = PageQuery
    item = PageItem
    detail = PageDetail

    def visible(self, audiences: tuple[str, ...]) -> QuerySet[Any]:
        """All published pages that the holder of these audiences may read."""
        return visible_to(Page.objects.all(), audiences)

    def narrowed(self, found: QuerySet[Any], query: PageQuery) -> QuerySet[Any]:
        """Those of the pages that an address asks for."""
        terms = vocabulary()
        if query.language:
            found = found.filter(locale__language_code=query.language)
        if query.type:
            model = page_types()[query.type]
            found = found.filter(content_type=ContentType.objects.get_for_model(model))
        if query.theme:
            codes = [code for code in terms.terms if query.theme in terms.with_broader(code)]
            rows = PageTheme.objects.filter(concept__code__in=codes)
            found = found.filter(pk__in=rows.values("page"))
        if query.country:
            codes = [
                code for code in terms.places if query.country in terms.place_with_broader(code)
            ]
            places = PageTerritory.objects.filter(territory__code__in=codes)
            found = found.filter(pk__in=places.values("page"))
        return found.filter(slug=query.slug) if query.slug else found

    def items(self, keys: list[int], audiences: tuple[str, ...]) -> list[PageItem]:
        """What is said of these pages, in four queries however many they are."""
        found = with_facts(Page.objects.filter(pk__in=keys))
        pages: list[Any] = list(found.annotate(**link_columns()).order_by("pk"))
        themes, countries = theme_codes(keys), territory_codes(keys)
        versions = versions_of(pages, audiences)
        types = {
            ContentType.objects.get_for_model(model).pk: code
            for code, model in page_types().items()
        }
        return [
            PageItem(
                id=page.pk,
                type=types.get(page.content_type_id, "page"),
                language=page_language(page),
                title=page.title,
                summary=page.summary or "",
                address=absolute_address(page),
                themes=themes[page.pk],
                countries=countries[page.pk],
                date=shown_date(page),
                licence=page.licence or "",
                freshness=page.freshness,
                complete=None if page.made_by == TranslationLink.Kind.ADAPTATION else page.complete,
                translations=[
                    Translation(language=page_language(other), address=absolute_address(other))
                    for other in versions[page.translation_key]
                    if other.pk != page.pk
                ],
            )
            for page in pages
        ]

    def one(self, key: int, audiences: tuple[str, ...]) -> PageDetail:
        """A page with its text."""
        (item,) = self.items([key], audiences)
        page = Page.objects.get(pk=key).specific
        mark_foreign([page])
        text = page.words if isinstance(page, BasePage) else ""
        return PageDetail(**item.model_dump(), text=text)


def link_columns() -> dict[str, F]:
    """What a page was made from, by the names that are given to it here."""
    return {
        "made_by": F("made_from__kind"),
        "freshness": F("made_from__state"),
        "complete": F("made_from__complete"),
    }


def versions_of(pages: list[Page], audiences: tuple[str, ...]) -> dict[object, list[Page]]:
    """All versions of these pages that may be seen, by translation set."""
    sets = {page.translation_key for page in pages}
    found: dict[object, list[Page]] = defaultdict(list)
    for page in visible_to(Page.objects.filter(translation_key__in=sets), audiences).order_by("pk"):
        found[page.translation_key].append(page)
    return found
