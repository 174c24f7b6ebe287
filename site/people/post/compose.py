"""Compose a letter: its words in the recipient's language, as text and as light HTML."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator
from django.utils.translation import get_language_bidi, override

from languages.published import home_address
from people.models import Letter
from people.our_site import our_site
from people.post.kinds import KINDS
from people.post.stop import stop_address
from people.site_name import site_name

LONGEST_SUBJECT = 150
LONGEST_QUOTE = 1500


def compose(letter: Letter) -> EmailMultiAlternatives:
    """The message, ready to be sent.

    Raises:
        ObjectDoesNotExist: what it is about is gone.
    """
    kind = KINDS[letter.kind]
    language = language_of(letter)
    with override(language):
        words = kind.context(letter, letter.person)
        quote = Truncator(words.get("quote", "")).chars(LONGEST_QUOTE)
        stop = stop_address(kind, letter.facts, letter.person)
        context: dict[str, Any] = {
            **words,
            "subject": one_line(words["subject"]),
            "quote": quote,
            "quoted": "\n".join(f"> {line}" for line in quote.splitlines()),
            "name": letter.person.get_full_name() if letter.person else words.get("name", ""),
            "language": language,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "site_name": site_name(),
            "colour": our_site().colour,
            "site_address": f"{settings.BASE_URL.rstrip('/')}{home_address(language)}",
            "stop_address": stop,
            "stop_words": kind.stop_words,
        }
        text = render_to_string(f"{kind.template}.txt", context)
        html = render_to_string(f"{kind.template}.html", context)
    message = EmailMultiAlternatives(
        subject=context["subject"],
        body=text.strip() + "\n",
        to=[letter.recipient_address],
        reply_to=[words["answer_to"]] if "answer_to" in words else None,
        headers=headers(letter, kind.thread(letter.facts), stop),
    )
    message.attach_alternative(html.strip() + "\n", "text/html")
    return message


def language_of(letter: Letter) -> str:
    """The person's language of today, or the one that the bare address came with."""
    code = letter.person.language if letter.person else letter.language
    return code if code in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


def one_line(text: object) -> str:
    """Text for a header: no line break, nothing that is not printed, not too long."""
    printed = "".join(sign if sign.isprintable() else " " for sign in str(text))
    return Truncator(" ".join(printed.split())).chars(LONGEST_SUBJECT)


def headers(letter: Letter, thread: str, stop: str) -> dict[str, str]:
    """What mail programs read: no answering machine, one thread, one click to stop."""
    found = {
        "Auto-Submitted": "auto-generated",
        # The same at each attempt: a letter that was accepted unnoticed shows once.
        "Message-ID": message_id(letter.key),
    }
    if thread:
        root = message_id(thread)
        found |= {"References": root, "In-Reply-To": root}
    if stop:
        found |= {
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return found


def message_id(name: str) -> str:
    """The id of a message or of a thread, which says nothing of what it was made from."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{salted_hmac('people.post.id', name, algorithm='sha256').hexdigest()[:40]}@{domain}>"
