"""What this room holds of a person, for her to take away or to have erased."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from discussions.models import Follow, Mention, Message
from people.erasure import Eraser, register_eraser
from people.models import Person
from people.own_data import register_provider


def message_rows(person: Person) -> list[dict[str, Any]]:
    """All that she wrote and did not withdraw."""
    messages = Message.objects.standing().filter(author=person).order_by("created")
    return [
        {
            "space": message.space.name,
            "thread": message.thread.title,
            "text": message.text,
            "files": [attachment.title for attachment in message.attachments.all()],
            "written_at": message.created,
            "changed_at": message.edited_at,
        }
        for message in messages.select_related("thread__space").prefetch_related(
            "attachments__document", "attachments__picture"
        )
    ]


def follow_rows(person: Person) -> list[dict[str, Any]]:
    """The threads that she follows."""
    follows = Follow.objects.filter(person=person).select_related("thread__space")
    return [{"space": row.thread.space.name, "thread": row.thread.title} for row in follows]


def forget(person: Person) -> None:
    """Follow nothing more in her name, and note nowhere that she is named."""
    Follow.objects.filter(person=person).delete()
    Mention.objects.filter(person=person).delete()


def connect() -> None:
    """Enter what people download, and what erasing an account does."""
    register_provider("messages", _("Notes and messages"), message_rows)
    register_provider("follows", _("Discussions that you follow"), follow_rows)
    register_eraser(
        Eraser(
            "discussions",
            _("The list of discussions that you follow."),
            _("Your notes and messages stay, without your name: withdraw first what must go."),
            forget,
        )
    )
