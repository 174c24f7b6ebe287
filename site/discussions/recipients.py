"""Who is to be told of a message."""

from django.db.models import Q

from access.who import people_who_see
from discussions.models import Message
from people.models import Person


def recipients(message: Message) -> list[Person]:
    """Those who follow its thread or are named in it, and may read it now; never its author.

    Args:
        message: just written.
    """
    told = Person.objects.filter(
        Q(follows__thread=message.thread_id) | Q(mentions__message=message),
        pk__in=people_who_see(message.thread.audience),
    )
    return list(told.exclude(pk=message.author_id or 0).distinct().order_by("pk"))
