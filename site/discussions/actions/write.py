"""Write: begin a thread, answer in one. A form that is sent twice makes one message."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.models import Space
from discussions.actions.follow import follow
from discussions.mentions import mentioned
from discussions.models import Attachment, Mention, Message, Thread
from discussions.recipients import recipients
from discussions.signals import message_written
from discussions.uploads import keep
from files.models import Picture


@dataclass(frozen=True)
class Words:
    """What somebody sends.

    Attributes:
        text: as it is kept.
        files: that were checked.
        shows: what the pictures show.
        form_key: the same when the same form is sent again.
    """

    text: str
    files: Sequence[UploadedFile] = ()
    shows: str = ""
    form_key: uuid.UUID = field(default_factory=uuid.uuid4)


def begin(space: Space, kind: str, author: Any, title: str, language: str, words: Words) -> Message:
    """Begin a note or a discussion.

    Args:
        space: where.
        kind: a key of `discussions.models.thread.KINDS`.
        author: who may contribute there.
        title: its title.
        language: code of the language of the text.
        words: the first message.

    Returns:
        The first message; the one made before if this form was sent already.
    """

    def write(words: Words) -> Message:
        thread = Thread(
            space=space, kind=kind, author=author, title=title, language=language,
            last_activity=timezone.now(),
        )  # fmt: skip
        thread.audience = thread.current_audience()
        thread.save()
        return add(thread, author, words)

    return once(author, words, write)


def answer(thread: Thread, author: Any, words: Words) -> Message:
    """Write a message more.

    Args:
        thread: where.
        author: who may answer there.
        words: the message.

    Returns:
        The message; the one made before if this form was sent already.
    """
    return once(author, words, lambda words: add(thread, author, words))


def comment(space: Space, page_key: uuid.UUID, language: str, author: Any, words: Words) -> Message:
    """Write below a page of a space, whose translations share their comments.

    Args:
        space: that the page lies in.
        page_key: the translation key of the page.
        language: code of the page's language.
        author: who may contribute there.
        words: the comment.

    Returns:
        The message; the one made before if this form was sent already.
    """

    def write(words: Words) -> Message:
        begun = Thread(space=space, kind="page")
        thread, _made = Thread.objects.get_or_create(
            space=space,
            page_key=page_key,
            defaults={
                "kind": begun.kind,
                "language": language,
                "audience": begun.current_audience(),
                "last_activity": timezone.now(),
            },
        )
        return add(thread, author, words)

    return once(author, words, write)


def once(author: Any, words: Words, write: Callable[[Words], Message]) -> Message:
    """What the first sending of a form made; made now if this is the first.

    Other words under the same key come from a draft that was taken up again: they are not lost.
    """
    known = sent_before(author, words)
    if known is not None and known.text != words.text:
        # A key of their own, the same whenever they come again.
        words = replace(words, form_key=uuid.uuid5(words.form_key, words.text))
        known = sent_before(author, words)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return write(words)
    except IntegrityError:
        # The same form arrived twice at once, and the other was first.
        known = sent_before(author, words)
        if known is None:
            raise
        return known


def sent_before(author: Any, words: Words) -> Message | None:
    """What was made of a form when it was sent before."""
    sent = Message.objects.filter(author=author, form_key=words.form_key)
    return sent.select_related("thread__space").first()


def add(thread: Thread, author: Any, words: Words) -> Message:
    """Put a message at the end of a thread, within the caller's transaction."""
    held = Thread.objects.held(thread.pk)
    is_new_here = not held.messages.filter(author=author).exists()
    message = Message.objects.create(
        thread=held, author=author, text=words.text, form_key=words.form_key,
        position=held.grow(timezone.now()),
    )  # fmt: skip
    attach(message, words, author)
    mention(message, author)
    if is_new_here:
        follow(held, author)
    message_written.send(Message, message=message, people=recipients(message))
    return message


def attach(message: Message, words: Words, person: Any) -> None:
    """Keep the files of a message."""
    for file in words.files:
        kept = keep(file, message.space, person, words.shows)
        column = "picture" if isinstance(kept, Picture) else "document"
        Attachment.objects.create(message=message, **{column: kept})


def mention(message: Message, author: Any) -> list[Any]:
    """Note who is named in a message.

    Returns:
        The people who were not named in it before.
    """
    named = mentioned(message.text, message.thread, author)
    before = set(message.mentions.values_list("person_id", flat=True))
    message.mentions.exclude(person__in=named).delete()
    new = [person for person in named if person.pk not in before]
    Mention.objects.bulk_create([Mention(message=message, person=person) for person in new])
    return new
