"""The screen that names a version of a page: for those who may edit the page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page, Revision

from access.decisions import may
from access.holding import hold, saving
from pages.actions.name_version import name_version
from passerelle.forms.version_name import ChangedNameForm


@require_http_methods(["GET", "HEAD", "POST"])
@saving
def show_version_name(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
    """Ask for the name of a version; keep it, or take it away where the field is empty.

    Raises:
        Http404: no such version of this page, or the person may not edit the page.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not may(request.user, "edit", page):
        raise Http404
    hold(request, page)
    versions = Revision.page_revisions.select_related("user", "named_version__named_by")
    version = get_object_or_404(versions, pk=revision_id, object_id=str(page.pk))
    named = getattr(version, "named_version", None)
    form = ChangedNameForm(request.POST or None, initial={"version_name": named})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["version_name"]
        name_version(page, version, name, request.user)
        done = _("The version is now called “%(name)s”.") if name else _("It has no name any more.")
        messages.success(request, done % {"name": name})
        return redirect("wagtailadmin_pages:history", page.pk)
    context = {"page": page, "version": version, "named": named, "form": form}
    return render(request, "passerelle/version_name.html", context, status=form.status_code(200))
