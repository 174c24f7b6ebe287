"""What is kept of people and for how long, for everybody; the register, for administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from access.entrance import for_administrators
from files.spreadsheet import CONTENT_TYPE, ENCODING, csv_lines
from passerelle.retention.register import abroad, entries, register_rows, safety


@require_safe
def show_personal_data(request: HttpRequest) -> HttpResponse:
    """What the site keeps of people, for how long, and why."""
    return render(request, "handbook/personal_data.html", {"entries": entries()})


@require_safe
@never_cache
@for_administrators
def show_register(request: HttpRequest) -> HttpResponse:
    """The register of processing; with `?format=csv`, as a table for spreadsheets.

    Raises:
        Http404: she is no administrator.
    """
    if request.GET.get("format") == "csv":
        return HttpResponse(
            ENCODING + csv_lines(register_rows()),
            content_type=CONTENT_TYPE,
            headers={"Content-Disposition": 'attachment; filename="register.csv"'},
        )
    context = {
        "entries": entries(),
        "safety": safety(),
        "abroad": abroad(),
    }
    return render(request, "passerelle/register.html", context)
