"""The screens on which a documentalist brings back a table of names that she filled in."""

import json
from dataclasses import asdict
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from access.entrance import for_those_who, keep_private
from access.numbers import page_in
from exchange.answers import UNPROCESSABLE
from exchange.directory.apart import MOST_BYTES, read_apart, sheet_of
from exchange.directory.forms import TableForm
from exchange.directory.refusals import sentence
from exchange.documents.reading import NotReadable
from exchange.themes.plan import Plan, State, make_plan
from exchange.themes.take import take
from exchange.waiting import GONE, Changed, Waiting
from people.models import Person
from thesaurus.vocabulary import vocabulary

ROWS = 40
"""Of a report, on one page of it."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who("tend")
def show_form(request: HttpRequest) -> HttpResponse:
    """The form that takes a table; what it would do is shown before anything is done.

    Raises:
        Http404: she may not change the thesaurus.
    """
    is_sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if is_sent else TableForm()
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > MOST_BYTES:
                raise NotReadable("too_heavy")
            sheet = read_apart(file.chunks())
            make_plan(sheet, vocabulary())
        except NotReadable as refusal:
            form.add_error("file", why(refusal))
        else:
            content = json.dumps(asdict(sheet)).encode()
            mark = Waiting(cast(Person, request.user), "themes").keep(content, "table", None)
            return redirect("theme_names_report", mark)
    status = UNPROCESSABLE if is_sent else 200
    response = render(request, "exchange/themes/form.html", {"form": form}, status=status)
    return keep_private(response)


def why(refusal: NotReadable) -> str:
    """The sentence for a table that cannot be read."""
    if refusal.reason == "no_heading":
        return _(
            "A column is missing. Take the table out at the thesaurus desk and write into that one."
        )
    return sentence(refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who("tend")
def show_report(request: HttpRequest, mark: str) -> HttpResponse:
    """What a table that waits for her yes would do, line by line; do it after the yes.

    Raises:
        Http404: she may not change the thesaurus.
    """
    person = cast(Person, request.user)
    waiting = Waiting(person, "themes")
    found = waiting.take(mark, None)
    if found is None:
        messages.warning(request, GONE)
        return redirect("theme_names")
    sheet = sheet_of(found[0])
    if request.method != "POST":
        return show_plan(request, make_plan(sheet, vocabulary()), mark)
    try:
        count = take(sheet, request.POST.get("plan", ""), person)
    except Changed as changed:
        messages.warning(
            request,
            _(
                "The thesaurus has changed since this was shown: nothing was written. This is "
                "what the table would do now."
            ),
        )
        return show_plan(request, changed.plan, mark, UNPROCESSABLE)
    waiting.forget()
    words = ngettext("%(count)d name was added.", "%(count)d names were added.", count)
    messages.success(request, words % {"count": count})
    return redirect("thesaurus_desk")


def show_plan(request: HttpRequest, plan: Plan, mark: str, status: int = 200) -> HttpResponse:
    """The report of what a table would do."""
    lines = [line for state in State for line in plan.of(state)]
    context = {
        "mark": mark,
        "plan": plan,
        "page": Paginator(lines, ROWS).get_page(page_in(request.GET.get("page", ""))),
        "counts": {state.value: len(plan.of(state)) for state in State},
    }
    response = render(request, "exchange/themes/report.html", context, status=status)
    return keep_private(response)
