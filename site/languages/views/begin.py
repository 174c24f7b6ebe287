"""Begin the translation of a page, or say why it can not be begun."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from access.decisions import may
from access.into import Into
from languages.actions.begin import AboveIsMissing, WrittenByHand, begin
from languages.forms import Form
from languages.place import Place, about

CONFLICT = 409


def offer(request: HttpRequest, place: Place) -> TemplateResponse:
    """Ask whether to begin."""
    return TemplateResponse(request, "languages/translate_begin.html", about(place))


def give_back(request: HttpRequest, place: Place, texts: list[str]) -> HttpResponseBase:
    """Show what somebody typed on the sheet of a translation that was deleted meanwhile."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"saved": False}, status=CONFLICT)
    context = {**about(place), "lost": texts}
    return TemplateResponse(request, "languages/translate_begin.html", context, status=CONFLICT)


def begin_it(request: HttpRequest, place: Place) -> HttpResponseBase:
    """Begin a translation, or bring it up to what its original says now."""
    if texts := [typed.text for typed in Form.of(request.POST).typed.values() if typed.text]:
        return give_back(request, place, texts)
    try:
        begin(place.page, place.locale, place.person)
    except AboveIsMissing as missing:
        above = missing.page
        readable = may(place.person, "translate", Into(above, place.language))
        context = {**about(place), "above": above if readable else None, "is_missing": True}
        return TemplateResponse(request, "languages/translate_begin.html", context, status=CONFLICT)
    except WrittenByHand:
        context = {**about(place), "is_by_hand": True}
        return TemplateResponse(request, "languages/translate_begin.html", context, status=CONFLICT)
    except ValidationError as error:
        context = {**about(place), "reasons": error.messages}
        return TemplateResponse(request, "languages/translate_begin.html", context, status=CONFLICT)
    return redirect(place.address)
