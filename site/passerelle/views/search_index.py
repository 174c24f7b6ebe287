"""The search index in the editing screens: how it is, and buttons that compare or build it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from access.entrance import for_administrators
from search.drift import Drift
from search.jobs import ask_for
from search.keeper import KEEPER
from search.models import IndexJob
from search.status import newest_jobs, status

Kind = IndexJob.Kind
OFFERED = (Kind.CHECK, Kind.REPAIR, Kind.REBUILD)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def show_index(request: HttpRequest) -> HttpResponse:
    """Show how the index is; have it compared, repaired or built anew when asked to.

    Raises:
        Http404: she is no administrator.
    """
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind in OFFERED and ask_for(kind):
            KEEPER.wake()
            messages.success(request, _("It begins within seconds, and goes on by itself."))
        else:
            messages.warning(request, _("That is under way already: it was not begun again."))
        return redirect("search_index")
    jobs = newest_jobs()
    compared = [job for job in (jobs.get(Kind.CHECK), jobs.get(Kind.REPAIR)) if job]
    comparison = max(compared, key=lambda job: job.asked_at, default=None)
    context = {
        "status": status(),
        "comparison": comparison,
        "drift": Drift(**comparison.found) if comparison and comparison.found else None,
        "building": jobs.get(Kind.REBUILD),
    }
    return render(request, "passerelle/search_index.html", context)
