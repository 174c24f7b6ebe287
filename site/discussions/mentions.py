"""Who is named in a text by an @ and a name."""

import re
from collections import Counter, defaultdict
from typing import Any

from access.decisions import may
from discussions.models import Thread
from people.models import Person
from search.words import fold


def mentioned(text: str, thread: Thread, author: Any) -> list[Person]:
    """The people whom a text names.

    A full name is always understood, a first name when nobody else bears it.

    Args:
        text: what was written.
        thread: where.
        author: by whom; she is not told of herself.
    """
    if "@" not in text:
        return []
    called = people_by_name(thread, author)
    names = sorted(called, key=len, reverse=True)
    pattern = re.compile(f"@({'|'.join(map(re.escape, names))})" + r"(?!\w)") if names else None
    if pattern is None:
        return []
    found = {person.pk: person for match in pattern.findall(fold(text)) for person in called[match]}
    found.pop(author.pk, None)
    return list(found.values())


def people_by_name(thread: Thread, author: Any) -> dict[str, list[Person]]:
    """The people whom an author may know of in a thread, by what they can be called.

    Whoever does not see who belongs to the space must not find out by naming people: she can
    name those who wrote in the thread.
    """
    known = Person.objects.filter(pk__in=thread.messages.values("author"))
    if may(author, "see_people", thread.space):
        known |= Person.objects.filter(memberships__space=thread.space)
    called: dict[str, list[Person]] = defaultdict(list)
    people = list(known.filter(is_active=True).distinct())
    for person in people:
        called[fold(person.get_full_name())].append(person)
    first_names = Counter(fold(person.first_name) for person in people)
    for person in people:
        if first_names[first := fold(person.first_name)] == 1:
            called.setdefault(first, [person])
    called.pop("", None)
    return called
