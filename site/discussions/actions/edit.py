"""Change a message: its text, its title, its files."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from discussions.actions.write import Words, attach, mention
from discussions.models import Attachment, Message, Thread
from discussions.signals import message_written


@transaction.atomic
def edit(
    message: Message,
    actor: Any,
    words: Words,
    title: str | None = None,
    removed: list[str] | None = None,
) -> Message:
    """Save a new version of a message.

    Args:
        message: which.
        actor: who may edit it.
        words: the new text, and files to add.
        title: the new title of its thread; None where the message has none.
        removed: ids of the attachments to take away.
    """
    thread = Thread.objects.held(message.thread_id)
    kept = thread.messages.get(pk=message.pk)
    if title is not None and title != thread.title:
        thread.title = title
        thread.save(update_fields=["title"])
    kept.text = words.text
    kept.mark_edited(timezone.now())
    kept.save()
    drop(kept.attachments.filter(pk__in=removed or []))
    attach(kept, words, actor)
    if named := mention(kept, actor):
        message_written.send(Message, message=kept, people=named)
    return kept


def drop(attachments: Any) -> None:
    """Take files away from a message, and from the space where nothing else shows them."""
    for attachment in attachments.select_related("document", "picture"):
        file = attachment.file
        attachment.delete()
        is_shown = Attachment.objects.filter(picture=attachment.picture_id or 0).exists()
        if not is_shown and not file.get_usage().count():
            file.delete()
