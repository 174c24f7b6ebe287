"""Show an organisation of the directory, with the pages that name it."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from wagtail.models import Page

from access.decisions import may
from access.visibility import audiences_of
from pages.addresses import directory_addresses, page_address
from pages.back import Asked, Back
from pages.context import Link, in_every_language, page_language
from pages.versions import in_language
from people.models import FormerShortName, Organization
from search.results import row_anchor


def show_organization(request: HttpRequest, directory: Page, slug: str) -> HttpResponse:
    """The sheet of an organisation, below the directory's address.

    Raises:
        Http404: there is no organisation of that short name.
    """
    organization = (
        Organization.objects.select_related("territory")
        .prefetch_related("texts", "sectors", "parents", "spaces")
        .filter(slug=slug[:80])
        .first()
    )
    if organization is None:
        return lead_on(directory, slug)
    audiences = audiences_of(request.user)
    language = page_language(directory)
    context = directory.get_context(request)
    addresses = directory_addresses()
    description = organization.description(language)
    written = {text.language for text in organization.texts.all()}
    context.update(
        organization=organization,
        contact=organization.published_contact(),
        parents=list(organization.parents.all()),
        sectors=list(organization.sectors.all()),
        spaces=[space for space in organization.spaces.all() if may(request.user, "card", space)],
        description=description,
        description_language=language if language in written else next(iter(sorted(written)), ""),
        pages=in_language(named_in(organization), language, audiences).values(),
        breadcrumb=[*context["breadcrumb"], Link(directory.title, addresses[language])],
        canonical=f"{addresses[language]}{slug}/",
        back=way_back(request, directory, organization),
        alternates=in_every_language(
            lambda code: f"{addresses[code]}{slug}/", language, sorted(addresses)
        ),
    )
    return TemplateResponse(request, "pages/organization.html", context)


def lead_on(directory: Page, slug: str) -> HttpResponse:
    """Lead from the address of a record that was merged to the one that it is part of.

    Raises:
        Http404: there is none.
    """
    former = FormerShortName.objects.select_related("organization").filter(slug=slug[:80]).first()
    if former is None:
        raise Http404
    address = directory_addresses()[page_language(directory)]
    return HttpResponsePermanentRedirect(f"{address}{former.organization.slug}/")


def named_in(organization: Organization) -> QuerySet[Page]:
    """The pages on which an organisation has a part."""
    return Page.objects.filter(
        Q(pk__in=organization.project_rows.values("page"))
        | Q(pk__in=organization.network_rows.values("page"))
        | Q(pk__in=organization.action_rows.values("page"))
        | Q(pk__in=organization.tool_rows.values("page"))
        | Q(pk__in=organization.resources.values("pk"))
        | Q(pk__in=organization.sheets.values("pk"))
    )


def way_back(request: HttpRequest, directory: Page, organization: Organization) -> Back:
    """The directory, or the search, as the reader left it."""
    here = page_language(directory)
    asked = Asked.read(request)

    def row(list_language: str) -> str:
        return "#" + row_anchor("organization", organization.pk, here, list_language)

    if outside := asked.outside(row(asked.language)):
        return outside
    address = page_address(directory.url_path, here)
    is_directory = asked.page_id == directory.pk
    query = asked.query if is_directory else ""
    return Back(directory.title, address + query + row(here), asked=is_directory)
