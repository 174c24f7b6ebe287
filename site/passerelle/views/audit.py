"""The self-audit in the editing screens: its last result, and the button that begins another."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from access.entrance import for_administrators
from passerelle.audit.background import ask_for_audit
from passerelle.audit.report import Report
from passerelle.audit.wording import finding_in_words, pending_in_words
from passerelle.models import AuditRun

MOST_FINDINGS = 200
EARLIER = 10


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def show_audit(request: HttpRequest) -> HttpResponse:
    """Show how the last audit ended; begin another when asked to.

    Raises:
        Http404: she is no administrator.
    """
    if request.method == "POST":
        if ask_for_audit(request.user):
            messages.success(request, _("The audit has begun."))
        else:
            messages.warning(request, _("An audit is under way already: no second one was begun."))
        return redirect("audit")
    runs = AuditRun.objects.select_related("asked_by")
    newest, last = runs.first(), runs.filter(state=AuditRun.State.DONE).first()
    others = runs.exclude(pk__in=[run.pk for run in (newest, last) if run])
    context = {"newest": newest, "last": last, "earlier": others[:EARLIER]}
    return render(request, "passerelle/audit.html", context | result_of(last))


def result_of(run: AuditRun | None) -> dict[str, Any]:
    """What the page says of an audit that has ended; nothing if none has."""
    if run is None:
        return {}
    report = Report.from_dict(run.result)
    return {
        "checks": report.judged.total(),
        "requests": report.requests,
        "findings": [finding_in_words(one) for one in report.findings[:MOST_FINDINGS]],
        "unlisted": max(0, len(report.findings) - MOST_FINDINGS),
        "pending": pending_in_words(run.result["pending"]),
    }
