"""One's own data: taken away, or erased with the account."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.actions.erase import Refused, erase
from people.erasure import erasers, objections
from people.forms.erase import EraseForm
from people.own_data import archive_of, providers
from people.views.proof import proven
from people.views.sign_out import forgotten


@login_required
def show_data(request: HttpRequest) -> HttpResponse:
    """What the site holds, and the two things that one can do with it."""
    return render(request, "account/data.html", {"providers": providers()})


@require_http_methods(["GET", "HEAD"])
@proven
def download_data(request: HttpRequest) -> HttpResponseBase:
    """The archive of one's own data, made at once."""
    person: Any = request.user
    name = f"data-{timezone.localdate():%Y-%m-%d}.zip"
    return HttpResponse(
        archive_of(person),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@proven
def erase_data(request: HttpRequest) -> HttpResponseBase:
    """Say what goes and what stays, then erase once she has typed her address."""
    person: Any = request.user
    form = EraseForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        address = person.email
        try:
            erase(person)
        except Refused as refusal:
            form.add_error(None, " ".join(refusal.args))
        else:
            get_adapter().send_mail("account/email/erased", address, {})
            logout(request)
            messages.success(request, _("Your account is erased. Thank you for having been here."))
            return forgotten(HttpResponseRedirect(f"/{get_language()}/"))
    context = {"form": form, "erasers": erasers(), "objections": objections(person)}
    return render(request, "account/erase.html", context)
