"""Say what became of an error that a reader reported."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from languages.actions.report import settle
from languages.errors import errors_waiting_for
from languages.models import ErrorReport

PRESSED = re.compile(r"(corrected|right)-(\d{1,18})", re.ASCII)
"""What a button says: what became of which report."""


@require_POST
@login_required
def settle_report(request: HttpRequest, language: str) -> HttpResponse:
    """Settle the report that a button on the list names.

    Raises:
        Http404: it names none.
    """
    if not PRESSED.fullmatch(request.POST.get("act", "")):
        raise Http404
    settle_pressed(request, request.POST["act"], language)
    return redirect(f"{reverse('translate')}?language={language}")


def settle_pressed(request: HttpRequest, act: str, language: str) -> None:
    """Settle the report that a button names, if it names one; and say so."""
    match = PRESSED.fullmatch(act)
    if match is None:
        return
    outcome, number = match.groups()
    report = errors_waiting_for(request.user, [language]).filter(pk=int(number)).first()
    if report is not None and settle(report, ErrorReport.Outcome(outcome), request.user):
        messages.success(request, _("Thank you: what the reader reported is settled."))
    else:
        messages.warning(request, _("What the reader reported was settled meanwhile."))
