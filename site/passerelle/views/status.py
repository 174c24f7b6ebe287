"""How the site's services are, in words, for whoever runs the site or manages a space."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from access.decisions import may
from access.entrance import for_those_who
from passerelle.watch.checks import NAMES
from passerelle.watch.finding import State
from passerelle.watch.look import WATCH
from passerelle.watch.schedule import last_runs
from passerelle.watch.versions import versions


@require_safe
@never_cache
@for_those_who("watch")
def show_status(request: HttpRequest) -> HttpResponse:
    """Show each service, and what to do where something is not well.

    Raises:
        Http404: it is not for her.
    """
    found = WATCH.look()
    context = {
        "findings": [(NAMES[name], finding) for name, finding in found.items()],
        "troubles": sum(finding.state != State.OK for finding in found.values()),
        "runs": last_runs().items(),
        "versions": versions(),
        "administers": may(request.user, "administer", None),
    }
    return render(request, "passerelle/status.html", context)
