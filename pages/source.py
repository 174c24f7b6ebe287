"""What the search index is told of pages and of organisations."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from access.models import PUBLIC
from access.visibility import visible_to
from languages.foreign import tell_pages
from languages.models import TranslationLink
from pages.addresses import directory_addresses, page_address
from pages.annexes import places_on_events
from pages.facts import territory_codes, theme_codes
from pages.models import Annex
from pages.models.base import BasePage
from people.models import Organization, OrganizationText
from search.documents import LONGEST_SUMMARY, Entry, opening
from thesaurus.vocabulary import vocabulary


class PageSource:
    """Published pages that are items of lists."""

    kind = "page"

    def entries(self, object_ids: list[int]) -> Iterable[tuple[int, Entry]]:
        """One entry for each published page, with the languages whose lists show it."""
        pages = list(
            Page.objects.filter(pk__in=object_ids, live=True)
            .select_related("audience_row")
            .specific()
        )
        versions = versions_of({page.translation_key for page in pages})
        links = TranslationLink.objects.filter(target__in=[page.pk for page in pages])
        details = {link.target_id: freshness_details(link) for link in links}
        tell_pages(pages, links)
        tell_terms(pages)
        for page in pages:
            entry = page.search_document() if isinstance(page, BasePage) else None
            if entry is not None:
                row = getattr(page, "audience_row", None)
                yield (
                    page.pk,
                    replace(
                        entry,
                        audience=row.audience if row else "",
                        details={**entry.details, **details.get(page.pk, {})},
                        shown_in=shown_in(entry.language, versions[entry.group]),
                    ),
                )

    def all_ids(self) -> Iterable[int]:
        """Every page that may be an item."""
        return Page.objects.filter(live=True).values_list("pk", flat=True)

    def addresses(
        self, keys: list[tuple[int, str]], audiences: tuple[str, ...]
    ) -> dict[tuple[int, str], str]:
        """Addresses of the pages that are still published and visible; annexes on their event's."""
        languages = dict(keys)
        found = visible_to(Page.objects.filter(pk__in=languages), audiences)
        rows = list(found.values_list("pk", "url_path", "content_type_id"))
        addresses = {key: page_address(url_path, languages[key]) for key, url_path, _ in rows}
        annex_type = ContentType.objects.get_for_model(Annex).pk
        if annexes := {key: languages[key] for key, _, kind in rows if kind == annex_type}:
            addresses |= places_on_events(annexes, audiences)
        return {(key, languages[key]): address for key, address in addresses.items()}


def tell_terms(pages: list[Page]) -> None:
    """Tell pages their themes and places, in two queries for all of them."""
    keys = [page.pk for page in pages]
    themes, places = theme_codes(keys), territory_codes(keys)
    for page in pages:
        if isinstance(page, BasePage):
            page.theme_codes, page.own_territory_codes = themes[page.pk], places[page.pk]


class OrganizationSource:
    """Organisations, in every language that has a directory."""

    kind = "organization"

    def entries(self, object_ids: list[int]) -> Iterable[tuple[int, Entry]]:
        """One entry for each organisation and language that it is described in.

        One that nobody has described yet is found by its name, in all languages.
        """
        organizations = Organization.objects.filter(pk__in=object_ids)
        for organization in organizations.select_related("territory").prefetch_related(
            "texts", "sectors"
        ):
            themes = [concept.code for concept in organization.sectors.all()]
            nothing = OrganizationText(language=settings.LANGUAGE_CODE)
            texts = list(organization.texts.all()) or [nothing]
            written = [text.language for text in texts]
            for text in texts:
                yield (
                    organization.pk,
                    Entry(
                        type="organization",
                        language=text.language,
                        group=str(organization.key),
                        title=organization.name,
                        summary=first_sentence(text.description),
                        body=" ".join([text.description, organization.city]),
                        date=None,
                        facets=organization_facets(organization, themes),
                        themes=themes,
                        details={"place": organization.city} if organization.city else {},
                        audience=PUBLIC,
                        shown_in=shown_in(text.language, written),
                    ),
                )

    def all_ids(self) -> Iterable[int]:
        """Every organisation."""
        return Organization.objects.values_list("pk", flat=True)

    def addresses(
        self, keys: list[tuple[int, str]], audiences: tuple[str, ...]
    ) -> dict[tuple[int, str], str]:
        """Addresses under the directory of each language."""
        directories = directory_addresses()
        slugs = dict(
            Organization.objects.filter(pk__in=[key for key, _language in keys]).values_list(
                "pk", "slug"
            )
        )
        return {
            (key, language): f"{directories[language]}{slugs[key]}/"
            for key, language in keys
            if key in slugs and language in directories
        }


def freshness_details(link: TranslationLink) -> dict[str, str | int]:
    """How a page stands to what it was made from, as its row in results shows it."""
    if link.is_adaptation:
        return {"freshness": link.state}
    return {
        "freshness": link.state,
        "complete": link.complete,
        "made_from": link.source_language,
    }


def organization_facets(organization: Organization, themes: list[str]) -> list[tuple[str, str]]:
    """What filters find an organisation by."""
    terms = vocabulary()
    sectors = {code for theme in themes for code in terms.with_broader(theme)}
    places = terms.place_with_broader(organization.territory.code)
    values = [("theme", code) for code in sorted(sectors)]
    values += [("country", code) for code in places]
    values += [("kind", organization.kind)]
    return values + ([("size", organization.size)] if organization.size else [])


def first_sentence(text: str) -> str:
    """The first sentence of a description, or the beginning of one that is long, for lists."""
    end = text.find(". ")
    return text[: end + 1] if 0 < end < LONGEST_SUMMARY else opening(text)[0]


def versions_of(groups: Iterable[object]) -> dict[str, list[str]]:
    """Languages in which each translation set is published, the site's first language first."""
    found: dict[str, list[str]] = defaultdict(list)
    for group, language in (
        Page.objects.filter(translation_key__in=list(groups), live=True)
        .order_by("pk")
        .values_list("translation_key", "locale__language_code")
    ):
        found[str(group)].append(language)
    return found


def shown_in(language: str, versions: list[str]) -> tuple[str, ...]:
    """The languages whose readers are shown this version of an object.

    Its own language, and, if it is the first version written, all that have none of their own.
    """
    stand_in = [code for code, _name in settings.LANGUAGES if code not in versions]
    return (language, *stand_in) if versions and language == versions[0] else (language,)
