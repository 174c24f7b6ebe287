"""Send what is due: claim, ask the rights again, compose, hand to the mail server, mark."""

import contextlib
import datetime
import logging
import smtplib
from collections import Counter
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from people.models import Letter
from people.models.letter import LetterQuerySet
from people.post.compose import compose
from people.post.kinds import KINDS
from people.post.stop import silenced

logger = logging.getLogger(__name__)

BATCH = 50
LEASE = datetime.timedelta(minutes=10)
MINUTES = (1, 4, 15, 40, 60, 240, 360, 720)
"""How long a letter waits after each failure: a day in all, then it is dropped."""
SECRET_FACTS = frozenset({"token"})
"""Facts that open something: they are struck as soon as the letter is settled."""
PAUSE = "people.post.pause"
PAUSE_SECONDS = 60

Tally = Counter[str]


class ServerAwayError(Exception):
    """The mail server cannot be reached, or broke off: the others would fare no better."""


@task()
def deliver() -> None:
    """Send what is due, unless the mail server was found away a moment ago.

    Runs within the request where tasks are immediate: nobody's next click waits for a timeout.
    """
    if not cache.get(PAUSE):
        send_due()


def send_due() -> Tally:
    """Send all that is due now.

    Returns:
        How many were `sent`, `dropped`, and `postponed`.
    """
    tally: Tally = Counter()
    server = get_connection()
    try:
        while batch := Letter.objects.due(timezone.now()).values_list("pk", flat=True)[:BATCH]:
            for number in list(batch):
                if letter := claim(number):
                    tally[handle(letter, server)] += 1
                    strike_secrets(letter)
    except ServerAwayError:
        cache.set(PAUSE, True, PAUSE_SECONDS)
        tally["postponed"] += 1 + postpone_all()
    finally:
        hang_up(server)
    return tally


def date_again(now: datetime.datetime) -> None:
    """Date what a clock that was ahead has written: it would wait until that hour comes.

    What lay between writing and sending stays: the patience after a failure, a worker's lease.
    """
    for letter in Letter.objects.written_after(now):
        unchanged = Letter.objects.filter(pk=letter.pk, send_after=letter.send_after)
        waits = letter.send_after - letter.created_at
        unchanged.update(created_at=now, send_after=now + waits)


def claim(number: int) -> Letter | None:
    """Take a letter for as long as the lease lasts; None when another worker was first."""
    now = timezone.now()
    taken = Letter.objects.due(now).filter(pk=number).order_by()
    if not taken.update(send_after=now + LEASE, attempts=F("attempts") + 1):
        return None
    return Letter.objects.select_related("person").get(pk=number)


def handle(letter: Letter, server: Any) -> str:
    """Bring a claimed letter to its end, or put it off.

    Returns:
        `sent`, `dropped` or `postponed`.

    Raises:
        ServerAwayError: the mail server is away; the letter is put off.
    """
    row = Letter.objects.filter(pk=letter.pk)
    try:
        if reason := why_drop(letter):
            return drop(row, reason)
        message = compose(letter)
    except ObjectDoesNotExist:
        return drop(row, Letter.Dropped.GONE)
    except Exception:  # One letter that cannot be written must not hold up the others.
        logger.exception("letter %s cannot be written", letter)
        return postpone(row, letter.attempts)
    try:
        hand_over(message, server)
    except ServerAwayError:
        logger.warning("the mail server is away: letter %s waits", letter)
        postpone(row, letter.attempts)
        raise
    except Exception as refusal:  # Backends of mail providers have errors of their own.
        # Neither the address nor the server's words, which hold it, belong in a log.
        logger.warning("letter %s was not accepted: %s", letter, type(refusal).__name__)
        hang_up(server)
        return postpone(row, letter.attempts)
    row.update(sent_at=timezone.now())
    return "sent"


def strike_secrets(letter: Letter) -> None:
    """Forget what only the letter itself may hold, once it is settled."""
    kept = {name: value for name, value in letter.facts.items() if name not in SECRET_FACTS}
    if kept != letter.facts:
        settled = Letter.objects.filter(pk=letter.pk).exclude(sent_at=None, dropped_at=None)
        settled.update(facts=kept)


def why_drop(letter: Letter) -> str:
    """The code of the reason why a letter is not to be sent now; empty when it is."""
    kind = KINDS.get(letter.kind)
    if kind is None:
        return Letter.Dropped.UNKNOWN
    person = letter.person
    if person and not person.is_active:
        return Letter.Dropped.INACTIVE
    try:
        validate_email(letter.recipient_address)
    except ValidationError:
        return Letter.Dropped.ADDRESS
    if person and silenced(kind, letter.facts, [person.pk]):
        return Letter.Dropped.STOPPED
    return "" if kind.still_holds(letter, person) else Letter.Dropped.REFUSED


def hand_over(message: EmailMessage, server: Any) -> None:
    """Give a message to the mail server, over a line that stays open for the next one.

    Raises:
        ServerAwayError: no line, or it broke.
        Exception: the server refused this message.
    """
    try:
        server.open()
    except Exception as fault:
        raise ServerAwayError from fault
    try:
        if not server.send_messages([message]):
            raise RuntimeError("The mail server took no message.")
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
        raise
    except OSError as fault:
        raise ServerAwayError from fault


def hang_up(server: Any) -> None:
    """Close the line; one that is broken already is closed."""
    with contextlib.suppress(OSError):
        server.close()


def drop(letters: LetterQuerySet, reason: str) -> str:
    """Note that letters will not be sent, and why."""
    letters.update(dropped_at=timezone.now(), dropped_because=reason)
    return "dropped"


def postpone(letters: LetterQuerySet, attempts: int) -> str:
    """Put off letters that failed so many times, or drop them after a day."""
    if attempts > len(MINUTES):
        return drop(letters, Letter.Dropped.UNREACHABLE)
    wait = datetime.timedelta(minutes=MINUTES[attempts - 1])
    letters.update(attempts=attempts, send_after=timezone.now() + wait)
    return "postponed"


def postpone_all() -> int:
    """Count an attempt for every letter that is due while the mail server is away.

    Returns:
        How many there are.
    """
    now = timezone.now()
    total = Letter.objects.due(now).count()
    for attempts in range(len(MINUTES) + 1):
        postpone(Letter.objects.due(now).filter(attempts=attempts).order_by(), attempts + 1)
    return total
