"""Show a section or the directory: as a page, or as data with `format=json`."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse

from pages.filters import LIST_FILTERS, as_json
from pages.lists import list_context
from pages.models.list_page import ListPage


def show_list(request: HttpRequest, page: ListPage) -> HttpResponse:
    """The list of a page, narrowed to what its address says."""
    context = list_context(page, request)
    if request.GET.get("format") == "json":
        data = as_json("", context["results"], LIST_FILTERS, settings.BASE_URL)
        return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    return TemplateResponse(
        request, page.get_template(request), {**page.get_context(request), **context}
    )
