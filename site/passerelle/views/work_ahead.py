"""The calendar of work, in the editing screens: for each person the pages that she may edit."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.admin.ahead import KINDS, work_of


@require_safe
def show_work_ahead(request: HttpRequest) -> HttpResponse:
    """List what is announced, to write up and to translate; narrowed by kind and language."""
    kinds = {code: kind.name for code, kind in KINDS.items()}
    languages = {code: name_of(code) for code, _name in settings.LANGUAGES}
    kind, language = request.GET.get("kind", ""), request.GET.get("language", "")
    chosen = {
        "kind": kind if kind in kinds else "",
        "language": language if language in languages else "",
    }
    context = {
        "work": work_of(request.user, **chosen),
        "filters": [
            (_("Kind of work"), links("kind", {"": _("All work"), **kinds}, chosen)),
            (_("Language"), links("language", {"": _("All languages"), **languages}, chosen)),
        ],
    }
    return render(request, "passerelle/work_ahead.html", context)


def name_of(language: str) -> str:
    """What the reader calls a language."""
    return str(get_language_info(language)["name_translated"]).capitalize()


def links(
    name: str, words: dict[str, str | Promise], chosen: dict[str, str]
) -> list[tuple[str, str | Promise, bool]]:
    """The links of a filter, which keep the other one: address, words, whether it is followed."""
    found = []
    for code, text in words.items():
        query = QueryDict(mutable=True)
        query.update({key: value for key, value in {**chosen, name: code}.items() if value})
        found.append((f"?{query.urlencode()}", text, chosen[name] == code))
    return found
