"""Pages as search engines read them: schema.org in JSON-LD, made of what the page itself shows."""

import datetime
import json
import re
import zoneinfo
from collections.abc import Iterable
from functools import singledispatch
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString
from wagtail.models import Page

from files.pictures import picture_address
from files.shown import shown
from pages import models
from pages.context import Link
from pages.models.base import BasePage
from pages.models.event import Event
from people.models import Organization
from people.site_name import site_name
from thesaurus.models import Territory
from thesaurus.vocabulary import vocabulary

Data = dict[str, Any]

ISO_COUNTRY = re.compile("[A-Z]{2}")
CONTEXT = "https://schema.org"
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
ORGANIZATION_TYPES: dict[str, str] = {
    Organization.Kind.ASSOCIATION: "NGO",
    Organization.Kind.NETWORK: "NGO",
    Organization.Kind.LOCAL_AUTHORITY: "GovernmentOrganization",
}


def structured_data(page: Page, base_url: str, address: str, language: str) -> Data:
    """What a page is, in the terms of schema.org.

    Args:
        page: a page of any type of ours.
        base_url: scheme and host of the site, without a slash at the end.
        address: the page's own address below it.
        language: the page's language code.
    """
    assert isinstance(page, BasePage)
    url = absolute(base_url, address)
    picture = page.picture if shown(page.picture) else None
    common = {
        "@context": CONTEXT,
        "@id": url,
        "url": url,
        "name": page.title,
        "description": page.summary,
        "keywords": labels(page.theme_codes, language),
        "image": absolute(base_url, picture_address(picture, 720, "jpg")) if picture else None,
    }
    site = {"@type": "Organization", "name": site_name(), "url": f"{base_url}/"}
    facts: Data = {
        "inLanguage": language,
        "datePublished": iso(page.first_published_at),
        "dateModified": iso(page.last_published_at),
        "license": page.licence_link,
        "publisher": site,
    }
    if isinstance(
        page, Event | models.Network | models.Offer | models.Project | models.ActionSheet
    ):
        # Only works have licences and dates of publication: here the work is the web page.
        facts = {"mainEntityOfPage": {"@type": "WebPage", "@id": url, **facts}}
    if isinstance(page, Event):
        facts["organizer"] = site
    return without_empty({**common, **facts, **described(page, url, language)})


@singledispatch
def described(page: BasePage, url: str, language: str) -> Data:
    """What is true of pages of one type; those without one of their own here are lists."""
    return {"@type": "CollectionPage"}


@described.register
def _article(page: models.Article, url: str, language: str) -> Data:
    return {
        "@type": "NewsArticle" if page.kind == models.Article.Kind.NEWS else "Article",
        "headline": page.title,
        "author": {"@type": "Person", "name": page.author},
    }


@described.register
def _experience_sheet(page: models.ExperienceSheet, url: str, language: str) -> Data:
    person = {"@type": "Person", "name": page.author}
    return {
        "@type": "Article",
        "headline": page.title,
        "author": person if page.author else named(page.author_organization),
        "contentLocation": {"@type": "Place", "name": page.place},
        "temporalCoverage": page.year and str(page.year),
    }


@described.register
def _event(page: Event, url: str, language: str) -> Data:
    last_hour = page.ends_at if page.starts_at else None
    return {
        "@type": "Event",
        "inLanguage": language,
        "startDate": moment(page.starts_on, page.starts_at, page.time_zone),
        "endDate": moment(page.last_day, last_hour, page.time_zone),
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": page.venue or page.city,
            "address": postal_address(page.city, page.country, language),
        },
        "maximumAttendeeCapacity": page.capacity,
    }


@described.register(models.Project)
@described.register(models.ActionSheet)
def _project(page: models.Project | models.ActionSheet, url: str, language: str) -> Data:
    is_project = isinstance(page, models.Project)
    life = page if is_project else page.period
    funder = models.ProjectPartner.Role.FUNDER
    return {
        "@type": "ResearchProject" if is_project else "Project",
        "foundingDate": iso(life.starts),
        "dissolutionDate": iso(life.ends),
        "areaServed": places(page.territory_codes, language),
        "member": [named(row.organization) for row in page.partner_rows if row.role != funder],
        "funder": [named(row.organization) for row in page.partner_rows if row.role == funder],
    }


@described.register
def _network(page: models.Network, url: str, language: str) -> Data:
    return {
        "@type": "Organization",
        "foundingDate": page.founded and str(page.founded),
        "areaServed": places(page.territory_codes, language),
        "member": [named(row.organization) for row in page.member_rows],
    }


@described.register
def _offer(page: models.Offer, url: str, language: str) -> Data:
    return {
        "@type": "Service",
        "areaServed": places(page.territory_codes, language),
        "provider": {"@type": "Organization", "name": page.network.title},
        "offers": {"@type": "Offer", "description": page.price or page.get_cost_display()},
    }


@described.register
def _resource(page: models.Resource, url: str, language: str) -> Data:
    resource = {
        "@type": "DigitalDocument" if shown(page.file) else "CreativeWork",
        "learningResourceType": page.get_kind_display(),
        "educationalLevel": page.get_level_display(),
        "timeRequired": page.minutes and f"PT{page.minutes}M",
        "audience": {"@type": "Audience", "audienceType": page.audience},
        "sameAs": page.link,
        "author": named(page.publisher),
    }
    if shown(page.file):
        resource["encoding"] = {"@type": "MediaObject", "contentUrl": f"{url}file/"}
    if page.published_year:
        resource["datePublished"] = str(page.published_year)
    return resource


@described.register
def _home(page: models.Home, url: str, language: str) -> Data:
    target = {"@type": "EntryPoint", "urlTemplate": f"{url}search/?q={{words}}"}
    search = {"@type": "SearchAction", "target": target, "query-input": "required name=words"}
    return {
        "@type": "WebSite",
        "name": site_name(),
        "description": page.summary or page.lead,
        "potentialAction": search,
    }


def organization_data(
    organization: Organization, base_url: str, address: str, language: str
) -> Data:
    """An organisation of the directory, with the contact details that it agreed to publish.

    The other arguments are those of `structured_data`.
    """
    url = absolute(base_url, address)
    contact = organization.published_contact()
    street = {"streetAddress": contact.get("address")}
    sectors = [theme.code for theme in organization.sectors.all()]
    identifiers = organization.identifiers()
    return without_empty(
        {
            "@context": CONTEXT,
            **named(organization),
            "@id": url,
            "url": url,
            "description": organization.description(language),
            "keywords": labels(sectors, language),
            "foundingDate": organization.founded and str(organization.founded),
            "memberOf": [named(parent) for parent in organization.parents.all()],
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value}
                for name, value in identifiers.items()
                if value
            ],
            "address": postal_address(organization.city, organization.territory, language) | street,
            "email": contact.get("email"),
            "telephone": contact.get("phone"),
            "sameAs": contact.get("website"),
            "contactPoint": {"@type": "ContactPoint", "name": contact.get("contact_person")},
        }
    )


def territory_data(code: str, base_url: str, address: str, language: str) -> Data:
    """The page of a country or region, with what it is about; arguments as above."""
    url = absolute(base_url, address)
    kind = "Country" if ISO_COUNTRY.fullmatch(code) else "AdministrativeArea"
    name = places([code], language)[0]
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": name,
        "inLanguage": language,
        "about": {"@type": kind, "name": name, "identifier": code},
    }


def breadcrumb_data(links: Iterable[Link], base_url: str) -> Data:
    """The way down to a page, from the home page on; nothing for the home page itself."""
    items = [
        {"@type": "ListItem", "position": number, "name": link.title}
        | {"item": absolute(base_url, link.url)}
        for number, link in enumerate(links, start=1)
    ]
    data = {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}
    return data if items else {}


def as_script(data: Data | list[Data]) -> SafeString:
    """JSON that no word of an editor can break out of a script element."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return SafeString(text.translate(ESCAPES))


def named(organization: Organization | None) -> Data:
    """An organisation by its kind and name; nothing if there is none."""
    if organization is None:
        return {}
    kind = ORGANIZATION_TYPES.get(organization.kind, "Organization")
    return {"@type": kind, "name": organization.name}


def postal_address(city: str, place: Territory | None, language: str) -> Data:
    """A town in its country; a place that is no country is named in words."""
    code = place.code if place else ""
    is_country = ISO_COUNTRY.fullmatch(code)
    return {
        "@type": "PostalAddress",
        "addressLocality": city,
        "addressCountry": code if is_country else None,
        "addressRegion": None if is_country else places([code], language)[0],
    }


def labels(codes: list[str], language: str) -> list[str]:
    """The names of themes."""
    return [vocabulary().label(code, language) for code in codes]


def places(codes: list[str], language: str) -> list[str]:
    """The names of countries and regions."""
    return [vocabulary().place(code, language) for code in codes]


def moment(day: datetime.date, hour: datetime.time | None, zone: str) -> str:
    """A day, or a moment with the offset that its place has then."""
    moment = hour and datetime.datetime.combine(day, hour, zoneinfo.ZoneInfo(zone))
    return (moment or day).isoformat()


def iso(value: datetime.date | None) -> str | None:
    """A day or a moment in ISO 8601, if there is one."""
    return value.isoformat() if value else None


def absolute(base_url: str, address: str) -> str:
    """An address of the site in full, in ASCII."""
    return str(iri_to_uri(f"{base_url}{address}"))


def without_empty(data: Data) -> Data:
    """The properties that say something; nothing at all if only the type would be left."""
    kept = {}
    for name, value in data.items():
        told = without_empty(value) if isinstance(value, dict) else value
        if told not in (None, "", [], {}):
            kept[name] = told
    return {} if list(kept) == ["@type"] else kept
