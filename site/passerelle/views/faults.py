"""Errors and slowness that came up lately, for administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from access.entrance import for_administrators
from passerelle.models import Fault

MOST_SHOWN = 100
"""Of each kind, the last ones first."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_administrators
def show_faults(request: HttpRequest) -> HttpResponse:
    """Show what came up, by kind; forget all of it when asked to.

    Raises:
        Http404: she is no administrator.
    """
    if request.method == "POST":
        Fault.objects.all().delete()
        messages.success(request, _("All of it is forgotten. What comes up again will be here."))
        return redirect("faults")
    newest = Fault.objects.order_by("-last_at", "-pk")
    context = {
        "errors": newest.filter(kind=Fault.Kind.ERROR)[:MOST_SHOWN],
        "pages": newest.filter(kind=Fault.Kind.SLOW_REQUEST)[:MOST_SHOWN],
        "queries": newest.filter(kind=Fault.Kind.SLOW_QUERY)[:MOST_SHOWN],
    }
    return render(request, "passerelle/faults.html", context)
