"""“Our site” in the editing screens: name, colour, words, sections and menus, on one screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from access.entrance import for_administrators
from access.holding import hold_site, saving
from passerelle.forms.our_site import OurSiteForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
@saving
def show_our_site(request: HttpRequest) -> HttpResponse:
    """Show the form; keep what was chosen."""
    hold_site(request)
    form = OurSiteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            form.save(request.user)
            messages.success(request, _("Kept. Every page shows it from now on."))
            return redirect("our_site")
        messages.error(request, _("Nothing was kept yet: something below is missing or not right."))
    return render(request, "passerelle/our_site.html", {"form": form}, status=form.status_code())
