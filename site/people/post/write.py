"""Write letters: rows in the transaction of the event, sent once it is committed."""

import datetime
import hashlib
import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from people.models import Letter, Person
from people.post.kinds import KINDS
from people.post.send import deliver
from people.post.stop import silenced

# Ids, codes, dates, digests: no space, so no sentence.
CODE = re.compile(r"[\w.:+/@-]{0,80}\Z")


def write(
    kind: str,
    recipients: Iterable[Person | str],
    facts: dict[str, Any],
    key: str,
    *,
    send_after: datetime.datetime | None = None,
    language: str = "",
) -> None:
    """Have a letter of this kind sent to each recipient, once.

    People who are inactive, or stopped such letters, are passed over.

    Args:
        kind: the code of a registered kind.
        recipients: people, or bare addresses of those without an account.
        facts: what it is about: ids and short codes, or lists of them.
        key: names the event; the same event never makes two letters to one recipient.
        send_after: not before this moment.
        language: of the letters to bare addresses; each person gets hers.

    Raises:
        KeyError: no such kind.
        ValueError: the facts hold text, or a bare address comes without a language of the site.
        ValidationError: a bare address is none that mail can be sent to.
    """
    found = KINDS[kind]
    refuse_text(facts)
    people: dict[int, Person] = {}
    addresses: dict[str, str] = {}
    for recipient in recipients:
        if isinstance(recipient, Person):
            people[recipient.pk] = recipient
        else:
            validate_email(recipient)
            addresses[recipient.casefold()] = recipient
    if addresses and language not in dict(settings.LANGUAGES):
        raise ValueError(f"A bare address needs a language of the site, not {language!r}.")
    now = timezone.now()
    due = send_after or now
    common: dict[str, Any] = {"kind": kind, "facts": facts, "send_after": due}
    silent = silenced(found, facts, people)
    letters = [
        Letter(key=letter_key(kind, key, f"person:{number}"), person=person, **common)
        for number, person in people.items()
        if person.is_active and number not in silent
    ]
    letters += [
        Letter(
            key=letter_key(kind, key, f"address:{folded}"),
            address=address,
            language=language,
            **common,
        )
        for folded, address in addresses.items()
    ]
    if letters:
        Letter.objects.bulk_create(letters, ignore_conflicts=True, batch_size=500)
        if due <= now:
            # Robust: a queue that is away must not break what has just been committed.
            transaction.on_commit(deliver.enqueue, robust=True)


def letter_key(kind: str, event: str, recipient: str) -> str:
    """The key that one event and one recipient have once: 64 characters."""
    return hashlib.sha256(repr((kind, event, recipient)).encode()).hexdigest()


def refuse_text(facts: dict[str, Any]) -> None:
    """Let only ids and short codes into the outbox.

    Raises:
        ValueError: a fact is neither.
    """
    for name, value in facts.items():
        for one in value if isinstance(value, list) else [value]:
            is_code = isinstance(one, str) and CODE.match(one)
            if not (is_code or one is None or isinstance(one, int)):
                raise ValueError(f"The fact {name!r} is neither an id nor a short code.")
