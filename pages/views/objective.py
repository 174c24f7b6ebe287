"""Show a strategic objective with all that serves it."""

from dataclasses import replace

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Page

from access.visibility import audiences_of
from pages.addresses import page_address
from pages.context import Link, page_language
from pages.models.objective import StrategicObjective
from pages.versions import in_language


def show_objective(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """An objective, below the address of the page of objectives.

    Raises:
        Http404: there is no objective of that code.
    """
    objective = (
        StrategicObjective.objects.select_related("period")
        .prefetch_related("texts")
        .filter(code__iexact=code[:20])
        .first()
    )
    if objective is None:
        raise Http404
    language = page_language(page)
    serving = Page.objects.filter(
        Q(pk__in=objective.served_by.values("target"))
        | Q(pk__in=objective.action_sheets.values("pk"))
    )
    context = page.get_context(request)
    here = page_address(page.url_path, language)
    context.update(
        objective=objective,
        text=objective.text_in(language),
        pages=in_language(serving, language, audiences_of(request.user)).values(),
        breadcrumb=[*context["breadcrumb"], Link(page.title, here)],
        canonical=f"{here}{objective.code.lower()}/",
        alternates=[
            replace(other, url=f"{other.url}{objective.code.lower()}/")
            if other.translated
            else other
            for other in context["alternates"]
        ],
    )
    return TemplateResponse(request, "pages/objective.html", context)
