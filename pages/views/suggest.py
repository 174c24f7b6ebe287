"""Complete a search while it is being typed: as data, or as the list that the script shows."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from access.entrance import keep_private
from pages.searches import Search
from pages.suggestions import Suggestion, suggestions


@require_safe
def show_suggestions(request: HttpRequest) -> HttpResponse:
    """What begins like the words of `q`, for this reader; nothing for what is no word."""
    asked = Search.of(request.user, request.GET)
    written = as_list if request.GET.get("format") == "html" else as_data
    response = written(suggestions(asked), asked.language)
    response["X-Robots-Tag"] = "noindex"
    return keep_private(response) if request.user.is_authenticated else response


def as_data(found: list[Suggestion], language: str) -> HttpResponse:
    """Suggestions for programs."""
    rows = [
        {"text": one.text, "type": one.type, "url": f"{settings.BASE_URL}{one.url}"}
        for one in found
    ]
    return JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})


def as_list(found: list[Suggestion], language: str) -> HttpResponse:
    """Suggestions as links, to stand beneath the field; nothing if there are none."""
    context = {"suggestions": found, "language": language}
    return HttpResponse(render_to_string("pages/parts/suggestions.html", context).strip())
