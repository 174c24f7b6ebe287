"""What follows from what people write, and from what spaces switch on and off."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal

from access.actions.space import parts_changed
from access.entrance import TabKind, register_tab
from access.models import Space
from discussions.models import Message, Thread
from discussions.models.thread import DISCUSSION, KINDS, NOTE
from discussions.source import ThreadSource
from search.documents import register
from search.outbox import enqueue

message_written = Signal()
"""Sent within the transaction, with `message` and `people`: those to be told of it. Also when a
message is changed and names people whom it did not name before."""


def thread_changed(instance: Thread, **signal: Any) -> None:
    """A thread changed, or went: the index hears."""
    enqueue(ThreadSource.kind, [instance.pk])


def message_changed(instance: Message, **signal: Any) -> None:
    """A message was written, changed or withdrawn."""
    enqueue(ThreadSource.kind, [instance.thread_id])


def parts_switched(space: Space, **signal: Any) -> None:
    """A part of a space may be off or on now: its threads are seen by nobody, or again."""
    for kind in KINDS:
        like_it = Thread(space=space, kind=kind)
        wanted = like_it.current_audience()
        threads = Thread.objects.filter(space=space, kind=kind, hidden_at=None)
        stale = list(threads.exclude(audience=wanted).values_list("pk", flat=True))
        if stale:
            Thread.objects.filter(pk__in=stale).update(audience=wanted)
            enqueue(ThreadSource.kind, stale)


def connect() -> None:
    """Connect everything above; enter the menu of spaces and the index."""
    register(ThreadSource())
    register_tab(TabKind("notes", Space.Part.NOTES.label, NOTE.list_name, order=10))
    register_tab(
        TabKind("discussions", Space.Part.DISCUSSIONS.label, DISCUSSION.list_name, order=20)
    )
    for signal in (post_save, post_delete):
        signal.connect(thread_changed, sender=Thread, dispatch_uid=f"thread.{id(signal)}")
        signal.connect(message_changed, sender=Message, dispatch_uid=f"message.{id(signal)}")
    parts_changed.connect(parts_switched, dispatch_uid="threads.space")
