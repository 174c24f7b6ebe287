"""Lists of notes and discussions, the form for a new one, and one with its messages."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from access.decisions import Decision, may
from access.entrance import enter, keep_private, space_context
from access.models import Space
from access.visibility import audiences_of
from discussions.actions.close import close, reopen
from discussions.actions.follow import follow, follows, stop_following
from discussions.actions.write import Words, answer, begin
from discussions.forms import MessageForm, ThreadForm
from discussions.models import Kind, Message, Thread
from discussions.models.thread import DISCUSSION, KINDS
from discussions.paging import message_address, page_links, page_of
from discussions.permissions import CLOSED, READS_ONLY, may_answer, may_edit, may_withdraw
from people.once import keeping_page, told_to_devices


def compose_page(view: Any) -> Any:
    """A page on which somebody writes: scripts help, and may send later what she wrote."""
    return keeping_page(told_to_devices(view))


def words_of(form: MessageForm) -> Words:
    """What a form that is right says."""
    data = form.cleaned_data
    return Words(data["text"], data["uploads"], data["shows"], data["form_key"])


def show_threads(request: HttpRequest, slug: str, kind: Kind) -> HttpResponse:
    """The notes or discussions of a space.

    Raises:
        Http404: no such space or part for this reader.
    """
    space = enter(request, slug, part=kind.part)
    threads = Thread.objects.filter(space=space, kind=kind.code)
    ordered = threads.by_activity() if kind is DISCUSSION else threads.by_birth()
    seen = ordered.seen_by(audiences_of(request.user))
    first = Prefetch("messages", Message.objects.filter(position=1), to_attr="first")
    page = page_of(request, seen.prefetch_related(first))
    context = {
        **space_context(request, space, kind.part),
        "kind": kind,
        "threads": page,
        "page_links": page_links(page),
        "refusal": refusal(space, may(request.user, "contribute", space)),
    }
    return keep_private(TemplateResponse(request, "discussions/threads.html", context))


def refusal(space: Space, decision: Decision) -> Any:
    """Why one cannot write; nothing where one can, or where the space says it already."""
    if decision or not space.is_writable:
        return ""
    return (CLOSED if decision is CLOSED else READS_ONLY).reason


@compose_page
def write_thread(request: HttpRequest, slug: str, kind: Kind) -> HttpResponse:
    """The form for a new note or discussion.

    Raises:
        Http404: no such space or part for this reader.
    """
    space = enter(request, slug, part=kind.part)
    decision = may(request.user, "contribute", space)
    if not decision:
        return refuse(request, space, decision, kind)
    form = ThreadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        words = words_of(form)
        message = begin(space, kind.code, request.user, data["title"], data["language"], words)
        return redirect(message_address(message))
    context = {**space_context(request, space, kind.part), "kind": kind, "form": form}
    return keep_private(TemplateResponse(request, "discussions/write.html", context))


def refuse(request: HttpRequest, space: Space, decision: Decision, kind: Kind) -> HttpResponse:
    """Say to somebody who reads the space why she cannot write there; give her text back."""
    context = {
        **space_context(request, space, kind.part),
        "decision": decision,
        "typed": [request.POST[name] for name in ("title", "text") if request.POST.get(name)],
    }
    page = TemplateResponse(request, "discussions/refused.html", context, status=403)
    return keep_private(page)


def thread_at(request: HttpRequest, slug: str, number: int, kind: Kind | None = None) -> Thread:
    """The thread at an address.

    Args:
        request: whose reader asks.
        slug: the space's short name.
        number: the thread's own.
        kind: the only kind that the address is for.

    Raises:
        Http404: no such thread for this reader.
    """
    space = enter(request, slug, part=kind.part if kind else "")
    kinds = [kind.code] if kind else list(KINDS)
    threads = Thread.objects.filter(space=space, kind__in=kinds, pk=number)
    thread = threads.seen_by(audiences_of(request.user)).first()
    if thread is None:
        raise Http404
    return thread


@compose_page
def show_thread(request: HttpRequest, slug: str, kind: Kind, number: int) -> HttpResponse:
    """A note with its comments, or a discussion: to read, and to answer.

    Raises:
        Http404: no such thread for this reader.
    """
    thread = thread_at(request, slug, number, kind)
    decision = may_answer(request.user, thread)
    form = MessageForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not decision:
            return refuse(request, thread.space, decision, kind)
        if form.is_valid():
            return redirect(message_address(answer(thread, request.user, words_of(form))))
    context = {
        **space_context(request, thread.space, kind.part),
        **thread_context(request, thread),
        "kind": kind,
        "form": form if decision else None,
        "refusal": refusal(thread.space, decision),
    }
    return keep_private(TemplateResponse(request, "discussions/thread.html", context))


def thread_context(request: HttpRequest, thread: Thread) -> dict[str, Any]:
    """The messages of a thread on the page that an address asks for.

    Each is given what its reader may do with it.
    """
    page = page_of(request, thread.messages.to_show())
    for message in page:
        message.thread = thread
        message.may_edit = may_edit(request.user, message)
        message.may_withdraw = may_withdraw(request.user, message)
    return {
        "thread": thread,
        "messages_shown": page,
        "page_links": page_links(page),
        "follows": follows(thread, request.user),
        "sent": " ".join(str(message.sent_key) for message in page),
    }


@require_POST
def follow_thread(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Follow a thread, or stop.

    Raises:
        Http404: no such thread for this reader.
    """
    thread = thread_at(request, slug, number)
    (follow if request.POST.get("follow") == "1" else stop_following)(thread, request.user)
    return redirect(thread.address)


@require_POST
def close_thread(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Close a thread, or open it again.

    Raises:
        Http404: no such thread for this reader.
    """
    thread = thread_at(request, slug, number)
    decision = may(request.user, "manage", thread)
    if not decision:
        return refuse(request, thread.space, decision, thread.facts)
    (close if request.POST.get("close") == "1" else reopen)(thread)
    return redirect(thread.address)
