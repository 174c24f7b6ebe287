"""The contact form: what is written there is kept, and mailed to the contact address."""

from allauth.core import ratelimit
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from access.origin import is_from_here
from passerelle.forms.contact import ContactForm
from people.letters.contact import tell_team
from people.once import keeping_page, taken_once
from people.our_site import our_site


@never_cache
# Visitors get no cookie: the form is checked by origin, as that of light mode.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@keeping_page
@taken_once
def show_contact(request: HttpRequest) -> HttpResponse:
    """Show the form, or keep what was written and say thank you.

    Raises:
        Http404: the site has no contact address.
    """
    if not our_site().has_contact:
        raise Http404
    if request.method != "POST":
        return render(
            request, "contact.html", {"form": ContactForm(), "is_sent": "sent" in request.GET}
        )
    form = ContactForm(request.POST)
    if not is_from_here(request):
        return refuse(request, form, _("This came from another site, and was not sent."), 403)
    if form.is_valid():
        if form.is_trapped():
            return thank()
        if not ratelimit.consume(request, action="contact"):
            return refuse(
                request,
                form,
                _("Too many messages came from where you are: nothing was sent. Try in an hour."),
                429,
            )
        with transaction.atomic():
            tell_team(form.save())
        return thank()
    return render(request, "contact.html", {"form": form})


def thank() -> HttpResponse:
    """Lead to the same page, which then says that the message has come."""
    response = redirect("contact")
    response["Location"] += "?sent=1"
    return response


def refuse(request: HttpRequest, form: ContactForm, reason: str, status: int) -> HttpResponse:
    """Show the form again with all that was typed, and why it was not sent."""
    form.add_error(None, reason)
    return render(request, "contact.html", {"form": form}, status=status)
