"""Letters about messages: to those who are named in one, and to those who follow its thread."""

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


def message_of(letter: Letter) -> Message:
    """The message that a letter is about.

    Raises:
        ObjectDoesNotExist: it was withdrawn, or is gone.
    """
    standing = Message.objects.standing().select_related("thread__space", "author")
    return standing.get(pk=letter.facts["message"])


class MessageLetter(Kind):
    """About a message that its reader may still see. Facts: `message` and `thread`."""

    stoppable = True

    def thread(self, facts: dict[str, Any]) -> str:
        """All letters about one thread stand together."""
        return f"thread:{facts['thread']}"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """She may still read the message."""
        return person is not None and may(person, "view", message_of(letter))

    def about(self, letter: Letter, subject: str, heading: str) -> dict[str, Any]:
        """What was written, by whom, and where to answer."""
        message = message_of(letter)
        return {
            "subject": subject,
            "heading": heading % {"author": name_of(message.author)},
            "lines": [
                line
                for line in (
                    _("In the space “%(space)s”.") % {"space": message.space.name},
                    message.thread.title,
                )
                if line
            ],
            "quote": plain(message.text),
            "action": {
                "label": _("Read and answer"),
                "address": settings.BASE_URL.rstrip("/") + message_address(message),
            },
        }


class Mentioned(MessageLetter):
    """To whoever is named in a message."""

    code = "mention"
    stop_words = gettext_lazy("messages that name me")

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Who named her."""
        return self.about(letter, _("Somebody names you"), _("%(author)s names you"))


class Followed(MessageLetter):
    """To whoever follows a thread."""

    code = "followed_message"
    stop_words = gettext_lazy("this discussion")

    def topic(self, facts: dict[str, Any]) -> str:
        """The thread: others go on."""
        return self.thread(facts)

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """She still follows the thread."""
        follow = Follow.objects.filter(thread=letter.facts["thread"], person=person)
        return super().still_holds(letter, person) if follow.exists() else False

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Who wrote."""
        subject = _("A new message in a discussion that you follow")
        return self.about(letter, subject, _("%(author)s wrote in a discussion that you follow"))


def tell(message: Message, people: list[Person], **signal: Any) -> None:
    """Write to those who are named, and to the others who follow."""
    named = set(message.mentions.values_list("person_id", flat=True))
    facts = {"message": message.pk, "thread": message.thread_id}
    key = f"message:{message.pk}"
    write(Mentioned.code, [one for one in people if one.pk in named], facts, key)
    write(Followed.code, [one for one in people if one.pk not in named], facts, key)


def connect() -> None:
    """Register the kinds, and write when a message is written."""
    register(Mentioned())
    register(Followed())
    message_written.connect(tell, dispatch_uid="letters.messages")
