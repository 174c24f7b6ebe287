"""Change a message, unless somebody saved another version of it in the meantime."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from discussions.actions.write import Words, attach, mention
from discussions.models import Attachment, Message, Thread
from discussions.signals import message_written


class Outdated(Exception):
    """The message has another version by now than the one that was read."""

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.message = message


@transaction.atomic
def edit(
    message: Message,
    actor: Any,
    version: int,
    words: Words,
    title: str | None = None,
    removed: list[str] | None = None,
) -> Message:
    """Save a new version of a message.

    Args:
        message: which.
        actor: who may edit it.
        version: number of the version that she read.
        words: the new text, and files to add.
        title: the new title of its thread; None where the message has none.
        removed: ids of the attachments to take away.

    Raises:
        Outdated: somebody saved another version, or withdrew it; nothing was changed.
    """
    thread = Thread.objects.held(message.thread_id)
    kept = thread.messages.get(pk=message.pk)
    same_title = title is None or title == thread.title
    if kept.version != version:
        # Saved twice by a double click: what was to be saved is there.
        if kept.text == words.text and same_title and not kept.is_withdrawn:
            return kept
        raise Outdated(kept)
    if not same_title:
        thread.title = str(title)
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
