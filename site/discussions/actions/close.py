"""Close a thread, so that it is read and not answered; open it again."""

from django.utils import timezone

from discussions.models import Thread


def close(thread: Thread) -> None:
    """Let nobody answer any more."""
    thread.closed_at = thread.closed_at or timezone.now()
    thread.save(update_fields=["closed_at"])


def reopen(thread: Thread) -> None:
    """Let people answer again."""
    thread.closed_at = None
    thread.save(update_fields=["closed_at"])
