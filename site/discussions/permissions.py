"""What a person may do in a thread, made of what she may do in its space."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from access.decisions import Decision, may
from discussions.models import Message, Thread

CLOSED = Decision(False, _("This discussion is closed: it can be read, not answered."))
READS_ONLY = Decision(
    False, _("Your role here is to read. To write too, ask somebody who manages the space.")
)
WITHDRAWN = Decision(False, _("This message was withdrawn."))


def may_answer(person: Any, thread: Thread) -> Decision:
    """May the person write in this thread?"""
    return CLOSED if thread.is_closed else may(person, "contribute", thread)


def may_edit(person: Any, message: Message) -> Decision:
    """May the person change this message? Others' as publisher, her own while it is open."""
    if message.is_withdrawn:
        return WITHDRAWN
    if message.author_id == person.pk and not message.thread.is_closed:
        return may(person, "contribute", message)
    return may(person, "publish", message)


def may_withdraw(person: Any, message: Message) -> Decision:
    """May the person take this message back? Her own even when the thread is closed."""
    if message.is_withdrawn:
        return WITHDRAWN
    return may(person, "contribute" if message.author_id == person.pk else "publish", message)
