"""The overview of translations: for people, for programs, for spreadsheets."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from access.decisions import may
from access.entrance import keep_private
from files.spreadsheet import CONTENT_TYPE, ENCODING, csv_lines
from languages.overview import Filters, Overview
from languages.rows import KEYS
from languages.standing import Stand
from languages.words import count_all_words

MOST_WANTED = 5
"""How much of what readers ask for stands above the rest."""
FORMS = ("", "html", "json", "csv")


@never_cache
@require_safe
def show_overview(request: HttpRequest) -> HttpResponse:
    """How all that the reader may translate stands, by language, section and state.

    Raises:
        Http404: she translates nothing, or no such form is known.
    """
    overview = Overview(request.user, Filters.read(request.GET.dict()))
    form = request.GET.get("format", "")
    if not overview.reach or form not in FORMS:
        raise Http404
    status = 200 if overview.is_known else 400
    if form == "json":
        return keep_private(as_json(overview, status))
    if form == "csv":
        return keep_private(as_table(overview, status))
    return keep_private(
        render(request, "translations/overview.html", context(request, overview), status=status)
    )


def as_json(overview: Overview, status: int) -> HttpResponse:
    """All lines that are asked for, for programs."""
    if not overview.is_known:
        return JsonResponse({"error": str(fault())}, status=status)
    return JsonResponse([row.as_data() for row in overview.rows()], safe=False)


def as_table(overview: Overview, status: int) -> HttpResponse:
    """All lines that are asked for, for spreadsheets."""
    rows = ([shown(row.as_data()[key]) for key in KEYS] for row in overview.rows())
    return HttpResponse(
        ENCODING + csv_lines([KEYS, *rows]),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": 'attachment; filename="translations.csv"'},
        status=status,
    )


def shown(value: Any) -> str:
    """A value in a cell; nothing where it is not known."""
    return "" if value is None else str(value)


def fault() -> str:
    """What is said of filters that fit nothing."""
    return _("There is no such language, section, space or state for you: choose another one.")


def context(request: HttpRequest, overview: Overview) -> dict[str, Any]:
    """What the page shows."""
    if overview.numbers.uncounted:
        count_all_words.enqueue()
    filters = overview.filters
    known = overview.is_known
    entries, has_more = overview.entries() if known else ([], False)
    places = {place for _language, place, _state in overview.numbers.cells if place.code}
    in_order = sorted(places, key=lambda place: (place.is_space, place.name.casefold()))
    chosen = {
        name: value
        for name in ("language", "section", "space", "state")
        if (value := getattr(filters, name))
    }
    return {
        "filters": filters,
        "may_administer": may(request.user, "administer", None),
        "fault": "" if known else fault(),
        "tables": list(overview.tables()) if known else [],
        "wanted": overview.wanted(MOST_WANTED) if known else [],
        "entries": entries,
        "older": f"{urlencode({**chosen, 'page': filters.page + 1})}" if has_more else "",
        "newer": f"{urlencode({**chosen, 'page': filters.page - 1})}" if filters.page > 1 else "",
        "query": urlencode(chosen),
        "languages": overview.languages,
        "sections": [place for place in in_order if not place.is_space],
        "spaces": [place for place in in_order if place.is_space],
        "states": list(Stand),
    }
