"""The screen on which the directory is corrected by a spreadsheet, and the table to begin with."""

import json
from dataclasses import asdict
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from access import journal
from access.entrance import keep_private
from access.models import JournalEntry
from access.numbers import number_in
from exchange.answers import UNPROCESSABLE
from exchange.directory.apart import MOST_BYTES, read_apart, sheet_of
from exchange.directory.apply import apply
from exchange.directory.columns import COLUMNS
from exchange.directory.export import XLSX_TYPE, as_csv, as_workbook
from exchange.directory.forms import TableForm
from exchange.directory.known import Known
from exchange.directory.plan import Plan, State, make_plan
from exchange.directory.refusals import sentence
from exchange.directory.sheet import Sheet
from exchange.directory.words import eraser
from exchange.documents.reading import NotReadable
from exchange.permissions import may_correct_directory
from exchange.waiting import GONE, Changed, Waiting
from files.spreadsheet import CONTENT_TYPE
from people.models import Person

FORMATS = {"csv": CONTENT_TYPE, "xlsx": XLSX_TYPE}


@require_http_methods(["GET", "HEAD", "POST"])
def show_import(request: HttpRequest) -> HttpResponse:
    """Take a table and show what it would do; do it after a yes.

    Raises:
        Http404: she may not correct the directory.
    """
    person = corrector(request)
    if request.method != "POST":
        return show_form(request, TableForm())
    if "confirm" in request.POST:
        return take_waiting(request, person)
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_form(request, form, UNPROCESSABLE)
    file = form.cleaned_data["file"]
    try:
        if file.size > MOST_BYTES:
            raise NotReadable("too_heavy")
        sheet = read_apart(file.chunks())
        plan = make_plan(sheet, Known.read())
    except NotReadable as refusal:
        form.add_error("file", sentence(refusal))
        return show_form(request, form, UNPROCESSABLE)
    content = json.dumps(asdict(sheet)).encode()
    mark = Waiting(person, "directory").keep(content, "table", None)
    return show_plan(request, plan, mark)


def corrector(request: HttpRequest) -> Person:
    """Whoever asks, if she may correct the directory.

    Raises:
        Http404: she may not.
    """
    if not may_correct_directory(request.user):
        raise Http404
    return cast(Person, request.user)


def show_form(request: HttpRequest, form: TableForm, status: int = 200) -> HttpResponse:
    """The screen with the form."""
    context = {"form": form, "columns": COLUMNS, "eraser": eraser()}
    return render(request, "exchange/directory/form.html", context, status=status)


def show_plan(request: HttpRequest, plan: Plan, mark: str, status: int = 200) -> HttpResponse:
    """The screen that says line by line what a table would do."""
    context = {
        "plan": plan,
        "mark": mark,
        "gaps": [note.partition(":")[2] for note in plan.notes if note.startswith("gap")],
        "has_other_sheets": any(note.startswith("sheets") for note in plan.notes),
        "eraser": eraser(),
        **{state.value: plan.of(state) for state in State},
    }
    return render(request, "exchange/directory/plan.html", context, status=status)


def take_waiting(request: HttpRequest, person: Person) -> HttpResponse:
    """Do what the table that was waiting would do, if that is still what was shown."""
    waiting, mark = Waiting(person, "directory"), request.POST["confirm"]
    found = waiting.take(mark, None)
    if found is None:
        messages.warning(request, GONE)
        return show_form(request, TableForm(), UNPROCESSABLE)
    sheet: Sheet = sheet_of(found[0])
    wanted = {number_in(one) or 0 for one in request.POST.getlist("add")}
    try:
        added, corrected = apply(sheet, request.POST.get("plan", ""), wanted, person)
    except Changed as changed:
        messages.warning(
            request,
            _(
                "The directory has changed since this was shown: nothing was written. This is what "
                "the table would do now."
            ),
        )
        return show_plan(request, changed.plan, mark, UNPROCESSABLE)
    waiting.forget()
    messages.success(request, sentence_of(added, corrected))
    return redirect("directory_import")


def sentence_of(added: int, corrected: int) -> str:
    """What was done, in a sentence."""
    parts = [
        ngettext("%(count)d organisation was added", "%(count)d organisations were added", added)
        % {"count": added},
        ngettext("%(count)d was corrected", "%(count)d were corrected", corrected)
        % {"count": corrected},
    ]
    return _("%(added)s, %(corrected)s.") % {"added": parts[0], "corrected": parts[1]}


@require_safe
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """The whole directory as a table, contact details that are not published among them.

    Raises:
        Http404: she may not correct the directory, or there is no such kind of table.
    """
    person = corrector(request)
    if ending not in FORMATS:
        raise Http404
    known = Known.read()
    content: Any = as_csv(known) if ending == "csv" else as_workbook(known)
    journal.write(
        JournalEntry.Verb.EXPORTED, person, what="organizations", number=len(known.organizations)
    )
    day = timezone.localdate().isoformat()
    response = HttpResponse(content, content_type=FORMATS[ending])
    response["Content-Disposition"] = f'attachment; filename="organisations-{day}.{ending}"'
    return keep_private(response)
