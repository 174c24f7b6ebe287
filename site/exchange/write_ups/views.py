"""The screen on which an editor makes a write-up from a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Page

from exchange.answers import (
    UNPROCESSABLE,
    json_of_draft,
    json_of_refusal,
    sentence_of,
    wants_json,
    words_of_counts,
)
from exchange.documents.apart import Brought, read_apart
from exchange.documents.reading import NotReadable
from exchange.permissions import event_to_write_up
from exchange.waiting import Waiting
from exchange.write_ups.forms import WriteUpForm
from exchange.write_ups.left_out import described
from exchange.write_ups.result import open_result
from exchange.write_ups.write_up import Preview, import_write_up, preview_write_up
from pages.models import Seminar, Workshop
from pages.sections import said
from people.models import Person


@dataclass(frozen=True)
class Sent:
    """What somebody sent."""

    content: bytes
    kind: str


def show_write_up(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take a text and make a draft of it, after a yes where it takes the place of another.

    Args:
        request: from somebody of the administration; a program gets JSON, and needs no yes.
        page_id: the key of a seminar or workshop.

    Raises:
        Http404: no such event.
        PermissionDenied: the person may not edit it now.
    """
    page = event_to_write_up(request.user, page_id)
    if request.method != "POST":
        return show_form(request, page, WriteUpForm())
    if "confirm" in request.POST:
        return take_waiting(request, page)
    form = WriteUpForm(request.POST, request.FILES)
    if not form.is_valid():
        sentence = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return refuse(request, page, form, sentence)
    sent = sent_in(form)
    try:
        return take(request, page, sent)
    except NotReadable as refusal:
        form.add_error("text" if sent.kind == "pasted" else "file", str(refusal))
        return refuse(request, page, form, str(refusal))


def take(request: HttpRequest, page: Seminar | Workshop, sent: Sent) -> HttpResponse:
    """Make a draft of what was sent, or ask first.

    Raises:
        NotReadable: it cannot become a write-up; nothing has changed.
    """
    brought = read_apart([sent.content], sent.kind)
    if wants_json(request):
        return json_of_draft(page.pk, import_write_up(page, brought, person_of(request)))
    if said(page.get_latest_revision_as_object().write_up.raw_data):
        return ask(request, page, sent, preview_write_up(page, brought))
    return make_draft(request, page, brought)


def person_of(request: HttpRequest) -> Person:
    """Who asks."""
    return cast(Person, request.user)


def sent_in(form: WriteUpForm) -> Sent:
    """What a valid form brings: the file, else the pasted text with its form, else its words."""
    if file := form.cleaned_data["file"]:
        return Sent(file.read(), "document")
    html = form.cleaned_data["pasted"] or paragraphs(form.cleaned_data["text"].splitlines())
    return Sent(html.encode(), "pasted")


def paragraphs(lines: Iterable[str]) -> str:
    """Lines of plain text as HTML."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def show_form(
    request: HttpRequest, page: Page, form: WriteUpForm, status: int = 200
) -> HttpResponse:
    """The screen with the form."""
    return render(request, "exchange/write_up.html", {"page": page, "form": form}, status=status)


def refuse(request: HttpRequest, page: Page, form: WriteUpForm, sentence: str) -> HttpResponse:
    """The refusal of a text: nothing has changed."""
    if wants_json(request):
        return json_of_refusal(page.pk, sentence)
    return show_form(request, page, form, UNPROCESSABLE)


def ask(request: HttpRequest, page: Page, sent: Sent, preview: Preview) -> HttpResponse:
    """Show what a text would change, and keep it until the yes."""
    waiting = Waiting(person_of(request), page.pk)
    mark = waiting.keep(sent.content, sent.kind, page.latest_revision_id)
    return render(
        request,
        "exchange/changes.html",
        {
            "page": page,
            "mark": mark,
            "changes": preview.changes,
            "found": words_of_counts(preview.kept),
            "left_out": described(preview.left_out),
        },
    )


def take_waiting(request: HttpRequest, page: Seminar | Workshop) -> HttpResponse:
    """Make the draft of the text that was waiting for the yes."""
    waiting = Waiting(person_of(request), page.pk)
    found = waiting.take(request.POST["confirm"], page.latest_revision_id)
    if found is None:
        form = WriteUpForm()
        messages.warning(
            request,
            _(
                "The page has changed since, or the file waited for more than a day: nothing was "
                "replaced. Send the file again to see what it would change."
            ),
        )
        return show_form(request, page, form, UNPROCESSABLE)
    content, kind = found
    try:
        answer = make_draft(request, page, read_apart([content], kind))
    except NotReadable as refusal:
        messages.error(request, str(refusal))
        return show_form(request, page, WriteUpForm(), UNPROCESSABLE)
    waiting.forget()
    return answer


def make_draft(request: HttpRequest, page: Seminar | Workshop, brought: Brought) -> HttpResponse:
    """Make the draft, then show what needs a look: what was left out, and the pictures.

    Raises:
        NotReadable: there is no text.
    """
    imported = import_write_up(page, brought, person_of(request))
    messages.success(request, sentence_of(imported))
    if imported.left_out or imported.kept.get("pictures"):
        return open_result(request, page.pk, described(imported.left_out))
    return redirect("wagtailadmin_pages:edit", page.pk)


def show_old_address(request: HttpRequest, page_id: int) -> HttpResponse:
    """Lead from the screen's former address to the present one, a sent file along with it."""
    return redirect("write_up", page_id, preserve_request=True, permanent=True)
