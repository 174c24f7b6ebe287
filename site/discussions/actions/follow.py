"""Follow a thread, or stop; whoever writes in one follows it from then on."""

from typing import Any

from discussions.models import Follow, Thread


def follow(thread: Thread, person: Any) -> None:
    """Tell a person of new messages in a thread."""
    Follow.objects.get_or_create(thread=thread, person=person)


def stop_following(thread: Thread, person: Any) -> None:
    """Tell her no more."""
    Follow.objects.filter(thread=thread, person=person).delete()


def follows(thread: Thread, person: Any) -> bool:
    """Whether she is told."""
    return Follow.objects.filter(thread=thread, person=person.pk).exists()
