"""Letters to those who follow a thread, and to those who are named in a message."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.decisions import Decision, may
from discussions.models import Follow, Message
from discussions.names import name_of
from discussions.paging import message_address
from discussions.signals import message_written
from discussions.text import plain
from people.models import Letter, Person
from people.post.kinds import Kind, register
from people.post.write import write


class InThread(Kind):
    """What both kinds have in common. Facts: `message`, `thread`."""

    stoppable = True
    stop_words = gettext_lazy("messages in this discussion")

    def topic(self, facts: dict[str, Any]) -> str:
        """The thread: other threads are another matter."""
        return f"thread:{facts['thread']}"

    def message(self, letter: Letter) -> Message:
        """The message, if it still stands.

        Raises:
            Message.DoesNotExist: it is gone, or was withdrawn.
        """
        standing = Message.objects.standing().select_related("thread__space", "author")
        message: Message = standing.get(pk=letter.facts["message"])
        return message

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """She may read the message at this moment."""
        return may(person, "view", self.message(letter))

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Who wrote, where, and what."""
        message = self.message(letter)
        thread = message.thread
        names = {
            "author": name_of(message.author),
            "thread": thread.title or _("comments on a page"),
            "space": thread.space.name,
        }
        return {
            "subject": self.subject(),
            "heading": self.heading() % names,
            "lines": [_("In the space “%(space)s”: %(thread)s") % names],
            "quote": plain(message.text),
            "action": {
                "label": _("Read and answer"),
                "address": settings.BASE_URL + message_address(message),
            },
        }

    def subject(self) -> str:
        """One line without names."""
        raise NotImplementedError

    def heading(self) -> str:
        """A sentence about `author`."""
        raise NotImplementedError


class Written(InThread):
    """To those who follow the thread."""

    code = "message"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """She still follows the thread, and may read the message."""
        follows = Follow.objects.filter(thread=letter.facts["thread"], person=person)
        return super().still_holds(letter, person) if follows.exists() else False

    def subject(self) -> str:
        """One line without names."""
        return _("A new message in a discussion that you follow")

    def heading(self) -> str:
        """A sentence about `author`."""
        return _("%(author)s wrote in “%(thread)s”")


class Named(InThread):
    """To those whom the message names."""

    code = "mention"

    def subject(self) -> str:
        """One line without names."""
        return _("Somebody names you in a message")

    def heading(self) -> str:
        """A sentence about `author`."""
        return _("%(author)s names you in “%(thread)s”")


def tell(message: Message, people: Sequence[Person], **signal: Any) -> None:
    """Write to those who are to be told: once each, as named rather than as following."""
    named = set(message.mentions.values_list("person_id", flat=True))
    facts = {"message": message.pk, "thread": message.thread_id}
    key = f"message:{message.pk}"
    write(Named.code, [one for one in people if one.pk in named], facts, key=key)
    write(Written.code, [one for one in people if one.pk not in named], facts, key=key)


def connect() -> None:
    """Register the kinds, and write them when a message is written."""
    register(Written())
    register(Named())
    message_written.connect(tell, dispatch_uid="discussions.letters")
