"""What templates ask of pages: their data for machines, their rows in lists, their types."""

from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from languages.foreign import NOTHING, Foreign
from pages.labels import TYPES, filter_label
from pages.made_from import freshness_facts
from pages.related import link_to
from pages.structured_data import as_script, breadcrumb_data
from pages.structured_data import organization_data as data_of_organization
from pages.structured_data import structured_data as data_of_page
from pages.structured_data import territory_data as data_of_territory
from people.models import Organization
from search.results import Hit

register = template.Library()

DETAILS = ("place", "function", "organization", "format")
FACTS = ("stage", "kind", "step", "period", "cost")
FEW = 3


def scripts(*data: dict[str, Any]) -> SafeString:
    """Data for machines, as scripts that no browser runs."""
    return mark_safe(  # noqa: S308 - escaped by as_script
        "".join(
            f'<script type="application/ld+json">{as_script(item)}</script>'
            for item in data
            if item
        )
    )


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any]) -> SafeString:
    """What the page is, in schema.org's words, with the way to it."""
    base_url, language = context["base_url"], context["language"]
    page = data_of_page(context["page"], base_url, context["canonical"], language)
    return scripts(page, breadcrumb_data(context["breadcrumb"], base_url))


@register.simple_tag(takes_context=True)
def organization_data(context: dict[str, Any]) -> SafeString:
    """What the organisation is, in schema.org's words."""
    organization, language = context["organization"], context["language"]
    return scripts(
        data_of_organization(organization, context["base_url"], context["canonical"], language)
    )


@register.simple_tag(takes_context=True)
def territory_data(context: dict[str, Any]) -> SafeString:
    """What the page of a territory is, in schema.org's words, with the way to it."""
    base_url, language = context["base_url"], context["language"]
    data = data_of_territory(context["code"], base_url, context["canonical"], language)
    return scripts(data, breadcrumb_data(context["breadcrumb"], base_url))


@register.filter
def type_label(code: str) -> str:
    """The name of a type of page."""
    return str(TYPES.get(code, ""))


@register.filter
def page_type(page: Page) -> str:
    """The name of the type of a page that is not loaded in full."""
    model: Any = page.specific_class
    return str(TYPES.get(getattr(model, "type_code", ""), ""))


@register.simple_tag
def address_of(page: Page) -> str:
    """The address of a page whose locale is loaded."""
    return link_to(page).url


@register.simple_tag(takes_context=True)
def organization_link(context: dict[str, Any], organization: Organization) -> SafeString:
    """The name of an organisation, leading to its sheet where there is a directory."""
    directory = context.get("directory_address")
    if not directory:
        return escape(organization.name)
    return format_html('<a href="{}{}/">{}</a>', directory, organization.slug, organization.name)


@register.filter
def row_facts(hit: Hit) -> list[str]:
    """The short facts beneath a row, after its date: place, format, stage, kind, countries."""
    facts = [str(hit.details[name]) for name in DETAILS if hit.details.get(name)]
    for name in FACTS:
        facts += [filter_label(name, value) for value in hit.facets.get(name, [])]
    facts += [filter_label("country", code) for code in hit.states[:FEW]]
    if len(hit.states) > FEW:
        facts.append(f"+ {len(hit.states) - FEW}")
    return [*facts, *freshness_facts(hit.details)]


@register.simple_tag(takes_context=True)
def foreign(context: dict[str, Any], thing: Any, field: str = "") -> SafeString:
    """The language of an element, where what it shows is not translated yet.

    Args:
        context: of a page; what is no page, or not published, has nothing to mark.
        thing: the page, one of its children, or a block.
        field: of the page.
    """
    marked: Foreign = context.get("foreign", NOTHING)
    return marked.marks(thing, field)
