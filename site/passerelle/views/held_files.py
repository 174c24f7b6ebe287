"""Files that are kept back, in the editing screens: for administrators, who judge them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from access.entrance import for_administrators
from access.numbers import number_in
from access.visibility import audiences_of
from files.actions.judge import release, remove
from files.shelf import KINDS

MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def show_held_files(request: HttpRequest) -> HttpResponse:
    """List what is kept back, the oldest first; release or remove one.

    Raises:
        Http404: there is no such file, or it is not kept back any more.
    """
    if request.method == "POST":
        file = held_file(request.POST.get("kind", ""), request.POST.get("number", ""))
        if request.POST.get("act") == "remove":
            remove(file, request.user)
            messages.success(request, _("The file is removed."))
        else:
            try_to_release(request, file)
        return redirect("held_files")
    context = {"files": [row for kind in KINDS for row in rows_of(kind, request.user)]}
    return render(request, "passerelle/held_files.html", context)


def try_to_release(request: HttpRequest, file: Any) -> None:
    """Release a file, or say why it stays."""
    try:
        is_released = release(file, request.user)
    except OSError:
        messages.error(request, _("The file is lost: nothing is left of it but its name."))
        return
    if is_released:
        messages.success(request, _("The file is released: those who may have it have it."))
    else:
        messages.warning(request, file.held_sentence)


def held_file(kind: str, number: str) -> Any:
    """The file that a form names.

    Raises:
        Http404: there is none that is kept back.
    """
    model = KINDS.get(kind)
    key = number_in(number)
    file = model.objects.exclude(held_for="").filter(pk=key).first() if model and key else None
    if file is None:
        raise Http404
    return file


def rows_of(kind: str, person: Any) -> list[dict[str, Any]]:
    """What is told of the files of a kind: the name only of what she might see if it were free."""
    held = KINDS[kind].objects.exclude(held_for="").order_by("pk")
    related = held.select_related("collection__audience_row", "uploaded_by_user")
    audiences = audiences_of(person)
    return [
        {
            "kind": kind,
            "file": file,
            "is_known": file.audience in audiences,
            "format": file.file.name.rpartition(".")[2].upper(),
        }
        for file in related[:MOST_SHOWN]
    ]
