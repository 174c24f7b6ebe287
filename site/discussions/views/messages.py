"""Change a message, or withdraw it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from access.decisions import Decision
from access.entrance import enter, keep_private, space_context
from access.holding import hold, saving
from access.visibility import audiences_of
from discussions.actions.edit import edit
from discussions.actions.withdraw import withdraw
from discussions.forms import EditForm
from discussions.models import Kind, Message
from discussions.paging import message_address
from discussions.permissions import may_edit, may_withdraw
from discussions.views.threads import compose_page, refuse, words_of


def message_at(request: HttpRequest, slug: str, **place: int | str) -> Message:
    """The message at an address.

    Args:
        request: whose reader asks.
        slug: the space's short name.
        place: what else its row must say.

    Raises:
        Http404: no such message for this reader.
    """
    space = enter(request, slug)
    found = Message.objects.filter(thread__space=space, **place)
    message = found.seen_by(audiences_of(request.user)).first()
    if message is None:
        raise Http404
    return message


@compose_page
@saving
def edit_message(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Change a message of a thread.

    Raises:
        Http404: no such message for this reader.
    """
    return edit_it(request, message_at(request, slug, pk=number))


@compose_page
@saving
def edit_thread(request: HttpRequest, slug: str, kind: Kind, number: int) -> HttpResponse:
    """Change a note, or the first words of a discussion.

    Raises:
        Http404: no such thread for this reader.
    """
    message = message_at(request, slug, thread__pk=number, thread__kind=kind.code, position=1)
    return edit_it(request, message)


def edit_it(request: HttpRequest, message: Message) -> HttpResponse:
    """The form that changes a message; both texts when somebody else saved one meanwhile."""
    hold(request, message.thread)
    hold(request, message)
    kind = message.thread.facts
    decision: Decision = may_edit(request.user, message)
    if not decision:
        return refuse(request, message.space, decision, kind)
    form = EditForm(message, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        # Saved twice by a double click: what was to be saved is there.
        if not form.is_saved_already:
            data = form.cleaned_data
            title, removed = data.get("title"), data.get("removed")
            message = edit(message, request.user, words_of(form), title, removed)
        return redirect(message_address(message))
    context = {
        **space_context(request, message.space, kind.part),
        "kind": kind,
        "message": message,
        "form": form,
    }
    page = TemplateResponse(request, "discussions/edit.html", context, status=form.status_code(200))
    return keep_private(page)


def withdraw_message(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask before a message is withdrawn, then do it.

    Raises:
        Http404: no such message for this reader.
    """
    message = message_at(request, slug, pk=number)
    kind = message.thread.facts
    decision = may_withdraw(request.user, message)
    if not decision:
        return refuse(request, message.space, decision, kind)
    if request.method == "POST":
        is_gone = withdraw(message, request.user)
        if is_gone:
            return redirect(reverse(kind.list_name, args=[slug]))
        return redirect(message_address(message))
    context = {
        **space_context(request, message.space, kind.part),
        "message": message,
        "back": message_address(message),
    }
    return keep_private(TemplateResponse(request, "discussions/withdraw.html", context))
