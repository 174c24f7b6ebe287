"""What people say in the spaces of the demonstration: notes and discussions, on their days.

Written in bulk: nobody is to be told by mail of what was said long before the loading.
"""

import datetime

from access.models import Space
from discussions.models import Follow, Message, Thread
from passerelle.demo.content import Content, Facts
from passerelle.demo.world import World


def write_threads(content: Content, world: World) -> None:
    """Write all threads; whoever wrote in one follows it."""
    said = [
        (thread_of(world.spaces[entry.key], facts, world), facts["messages"])
        for entry in content.spaces
        for facts in entry.talk["threads"]
    ]
    threads = Thread.objects.bulk_create([thread for thread, _rows in said])
    Message.objects.bulk_create(
        [
            Message(
                thread=thread,
                author=world.people[facts["author"]],
                text=facts["text"].strip(),
                position=position,
            )
            for thread, rows in said
            for position, facts in enumerate(rows, 1)
        ]
    )
    Follow.objects.bulk_create(
        [
            Follow(thread=thread, person=world.people[key])
            for thread, rows in said
            for key in dict.fromkeys(facts["author"] for facts in rows)
        ]
    )
    date(threads, {thread.pk: rows for thread, rows in said}, world)


def thread_of(space: Space, facts: Facts, world: World) -> Thread:
    """A thread without its messages, not saved."""
    rows = facts["messages"]
    thread = Thread(
        space=space,
        kind=facts["kind"],
        title=facts["title"],
        language=facts["language"],
        author=world.people[rows[0]["author"]],
        length=len(rows),
        last_activity=when(rows[-1], world),
    )
    thread.audience = thread.current_audience()
    return thread


def date(threads: list[Thread], table: dict[int, list[Facts]], world: World) -> None:
    """Set the days of threads and messages: as they are inserted, these count as new."""
    for thread in threads:
        thread.created = when(table[thread.pk][0], world)
    Thread.objects.bulk_update(threads, ["created"])
    messages = list(Message.objects.filter(thread__in=threads))
    for message in messages:
        message.created = when(table[message.thread_id][message.position - 1], world)
    Message.objects.bulk_update(messages, ["created"])


def when(facts: Facts, world: World) -> datetime.datetime:
    """The moment of a message."""
    return world.dates.moment(facts["day"], facts["at"])
