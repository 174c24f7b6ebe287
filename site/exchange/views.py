"""The screen on which an editor makes a write-up from a file."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from exchange.forms import WriteUpForm
from exchange.permissions import has_write_up_from_file, may_import_write_up
from exchange.reading import NotReadable
from exchange.write_up import Imported, import_write_up
from people.models import Person

UNPROCESSABLE = 422


def show_write_up(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take a file and make a draft of it.

    Args:
        request: from somebody of the administration.
        page_id: the key of a seminar or workshop.

    Raises:
        Http404: no such event.
        PermissionDenied: the person may not edit it now.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    if not has_write_up_from_file(page):
        raise Http404
    if not may_import_write_up(request.user, page):
        raise PermissionDenied
    sent = request.method == "POST"
    form = WriteUpForm(request.POST, request.FILES) if sent else WriteUpForm()
    if sent and form.is_valid():
        try:
            imported = import_write_up(page, form.cleaned_data["file"], cast(Person, request.user))
        except NotReadable as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, describe(imported))
            return redirect("wagtailadmin_pages:edit", page.pk)
    status = UNPROCESSABLE if form.errors else None
    return render(request, "exchange/write_up.html", {"page": page, "form": form}, status=status)


def describe(imported: Imported) -> str:
    """What happened, in a few sentences."""
    counts = [
        (imported.headings, ngettext("%(count)s heading", "%(count)s headings", imported.headings)),
        (imported.lists, ngettext("%(count)s list", "%(count)s lists", imported.lists)),
        (imported.tables, ngettext("%(count)s table", "%(count)s tables", imported.tables)),
        (imported.pictures, ngettext("%(count)s picture", "%(count)s pictures", imported.pictures)),
        (imported.notes, ngettext("%(count)s note", "%(count)s notes", imported.notes)),
    ]
    found = ", ".join(words % {"count": count} for count, words in counts if count)
    sentences = [
        _("The draft is made: %(found)s.") % {"found": found} if found else _("The draft is made."),
    ]
    if imported.dropped_pictures:
        sentences.append(
            ngettext(
                "%(count)s picture could not be read and was left out.",
                "%(count)s pictures could not be read and were left out.",
                imported.dropped_pictures,
            )
            % {"count": imported.dropped_pictures}
        )
    if imported.replaced:
        sentences.append(
            _("It takes the place of the write-up that was there, which stays in the history.")
        )
    return " ".join(sentences)
