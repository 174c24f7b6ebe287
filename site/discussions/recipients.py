"""Who is to be told of a message."""

from django.db.models import Q

from access.decisions import may
from discussions.models import Message
from people.models import Person


def recipients(message: Message) -> list[Person]:
    """Those who follow its thread or are named in it, and may read it now; never its author.

    Args:
        message: just written.
    """
    told = Person.objects.filter(
        Q(follows__thread=message.thread_id) | Q(mentions__message=message), is_active=True
    )
    people = told.exclude(pk=message.author_id or 0).distinct().order_by("pk")
    return [person for person in people if may(person, "view", message)]
