"""The shelf of a space: its files, how they are added, renamed and removed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from access.entrance import enter, keep_private, space_context
from access.holding import hold, saving
from access.models import Space
from access.visibility import audiences_of
from files.actions.store import store
from files.forms import MOST_FILES, FileForm, SendForm
from files.models import Picture, SiteDocument
from files.permissions import may_change
from files.shelf import KINDS, files_of, shelf

PART = "files"


@require_http_methods(["GET", "HEAD", "POST"])
def show_files(request: HttpRequest, slug: str) -> HttpResponse:
    """The files of a space; whoever contributes adds some.

    Raises:
        Http404: no such space for this reader, or it shows no files.
    """
    space = enter(request, slug, "contribute" if request.method == "POST" else "view", PART)
    refused: list[str] = []
    if request.method == "POST":
        sent = request.FILES.getlist("uploads")
        kept, refused, held = take(sent, space, request.user)
        for sentence in held:
            messages.warning(request, sentence)
        if kept:
            messages.success(
                request,
                ngettext("%(count)s file was added.", "%(count)s files were added.", kept)
                % {"count": kept},
            )
        if not refused:
            return redirect("space_files", space.slug)
    text = request.GET.get("q", "")
    context = {
        **space_context(request, space, PART),
        "rows": shelf(
            space, request.user, audiences_of(request.user), text, request.GET.get("page", "")
        ),
        "text": text,
        "refused": refused,
        "form": SendForm(),
    }
    status = 400 if refused else 200
    return keep_private(TemplateResponse(request, "files/shelf.html", context, status=status))


def take(sent: list[Any], space: Space, person: Any) -> tuple[int, list[str], list[str]]:
    """Keep what can be kept of the files sent.

    Returns:
        How many were kept, a sentence for each of the others, and one for each that was kept
        but is given to nobody yet.
    """
    if not sent:
        return 0, [_("Choose a file on your device first.")], []
    kept, refused, held = 0, [], []
    for upload in sent[:MOST_FILES]:
        try:
            item = store(upload, space.collection, person)
            kept += 1
            if item.held_for:
                told = {"name": item.title, "reason": item.held_sentence}
                held.append(_("“%(name)s” is not given to anybody yet. %(reason)s") % told)
        except ValidationError as refusal:
            refused.append(sentence_for(upload, refusal))
    if len(sent) > MOST_FILES:
        refused.append(
            _("%(count)s files at most can be sent at once: send the others after these.")
            % {"count": MOST_FILES}
        )
    return kept, refused, held


def sentence_for(upload: UploadedFile, refusal: ValidationError) -> str:
    """Which file was refused, and why."""
    return _("“%(name)s” was not added. %(reason)s") % {
        "name": upload.name,
        "reason": " ".join(refusal.messages),
    }


def file_at(
    request: HttpRequest, slug: str, kind: str, file_id: int
) -> tuple[Space, Picture | SiteDocument]:
    """A file of a space, for somebody who may change it.

    Raises:
        Http404: there is no such file, or not for her.
    """
    space = enter(request, slug, part=PART)
    if kind not in KINDS:
        raise Http404
    files = files_of(space, kind, audiences_of(request.user), request.user)
    item = files.filter(pk=file_id).first()
    if item is None or not may_change(request.user, item, space):
        raise Http404
    return space, item


@require_http_methods(["GET", "HEAD", "POST"])
@saving
def change_file(request: HttpRequest, slug: str, kind: str, file_id: int) -> HttpResponse:
    """Rename a file.

    Raises:
        Http404: there is no such file, or not for her.
    """
    space, item = file_at(request, slug, kind, file_id)
    hold(request, item)
    form = FileForm(item, request.POST or None)
    if form.is_valid():
        form.save()
        messages.success(request, _("The file is now called “%(name)s”.") % {"name": item.title})
        return redirect("space_files", space.slug)
    context = {"item": item, "kind": kind, "form": form}
    return screen(request, space, "files/change.html", form.status_code(), **context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_file(request: HttpRequest, slug: str, kind: str, file_id: int) -> HttpResponse:
    """Ask whether to remove a file, then remove it.

    Raises:
        Http404: there is no such file, or not for her.
    """
    space, item = file_at(request, slug, kind, file_id)
    if request.method == "POST":
        name = item.title
        item.delete()
        messages.success(request, _("“%(name)s” was removed.") % {"name": name})
        return redirect("space_files", space.slug)
    uses = item.get_usage().count()
    return screen(request, space, "files/remove.html", 200, item=item, kind=kind, uses=uses)


def screen(
    request: HttpRequest, space: Space, template: str, status: int, **context: Any
) -> HttpResponse:
    """A screen about one file of a space."""
    context = {**space_context(request, space, PART), **context}
    return keep_private(TemplateResponse(request, template, context, status=status))
