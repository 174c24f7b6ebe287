"""What came by the contact form, in the editing screens: for administrators."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from access.entrance import for_administrators
from access.numbers import number_in
from people.models import ContactMessage

ON_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def show_messages(request: HttpRequest) -> HttpResponse:
    """List messages, the newest first; mark one as answered, or delete it.

    Raises:
        Http404: there is no such message.
    """
    if request.method == "POST":
        number = number_in(request.POST.get("message", ""))
        found = ContactMessage.objects.filter(pk__in=[number] if number else [])
        if not found:
            raise Http404
        if request.POST.get("act") == "delete":
            found.delete()
            messages.success(request, _("The message is deleted."))
        else:
            found.update(answered_at=timezone.now())
            messages.success(request, _("The message counts as answered."))
        return redirect("contact_messages")
    rows = Paginator(ContactMessage.objects.all(), ON_A_PAGE).get_page(request.GET.get("p"))
    return render(request, "passerelle/contact_messages.html", {"rows": rows})
