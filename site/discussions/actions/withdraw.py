"""Withdraw a message: its words and files go for good, its place stays."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from discussions.actions.edit import drop
from discussions.models import Message, Thread


@transaction.atomic
def withdraw(message: Message, actor: Any) -> bool:
    """Take a message back; a note or discussion that nobody answered goes with its first words.

    Args:
        message: which.
        actor: who may withdraw it.

    Returns:
        Whether the whole thread went.
    """
    thread = Thread.objects.held(message.thread_id)
    kept = thread.messages.get(pk=message.pk)
    if not kept.is_withdrawn:
        kept.text, kept.withdrawn_at, kept.withdrawn_by = "", timezone.now(), actor
        kept.version += 1  # whoever is changing it is told
        kept.save(update_fields=["text", "version", "withdrawn_at", "withdrawn_by"])
        drop(kept.attachments.all())
        kept.mentions.all().delete()
    is_alone = kept.opens and not thread.messages.standing().exists()
    if is_alone:
        thread.title, thread.hidden_at = "", timezone.now()
        thread.audience = thread.current_audience()
        thread.save(update_fields=["title", "hidden_at", "audience"])
    return is_alone
