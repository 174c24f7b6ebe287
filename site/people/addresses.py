"""E-mail addresses: read from a pasted list, and matched with the accounts that hold them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from people.look_alikes import check_address
from people.models import Person

MOST_ADDRESSES = 200
LONGEST_LIST = 30_000
LONGEST_ADDRESS = 254
QUOTED_NAME = re.compile(r'"[^"\n]*"(?=\s*<)')
BETWEEN_LINES = re.compile(r"[,;\r\n]+")
IN_BRACKETS = re.compile(r"<([^<>]*)>")


@dataclass
class Pasted:
    """What was found in a pasted list.

    Attributes:
        addresses: the good ones, in small letters, in the order in which they stood.
        problems: what cannot be taken, each as it was typed, and why.
    """

    addresses: list[str] = field(default_factory=list)
    problems: list[tuple[str, str | Promise]] = field(default_factory=list)


def read_addresses(text: str) -> Pasted:
    """Read addresses set apart by commas, semicolons, spaces or new lines.

    Args:
        text: as it was pasted; `Name <address>` is read too, quoted names with commas included.
    """
    found = Pasted()
    for word in words_of(text):
        address = word.lower()
        if address in found.addresses:
            found.problems.append((word, gettext_lazy("It is there twice.")))
            continue
        try:
            check_address(word)
        except ValidationError as error:
            found.problems.append((word, error.message))
            continue
        if len(word) > LONGEST_ADDRESS or not has_form_of_address(word):
            found.problems.append(
                (word[:LONGEST_ADDRESS], gettext_lazy("This is not an e-mail address."))
            )
            continue
        found.addresses.append(address)
    return found


def addresses_in(text: str) -> list[str]:
    """The addresses of a pasted list, in small letters, once each.

    Raises:
        ValidationError: there are too many, or one that cannot be taken: then none is. Each
            problem is a sentence of its own.
    """
    found = read_addresses(text)
    if found.problems:
        first = gettext("Nobody was invited yet: correct what follows, then send the list again.")
        raise ValidationError([first, *problems_in_words(found)])
    if len(found.addresses) > MOST_ADDRESSES:
        raise ValidationError(
            ngettext(
                "There is %(number)d address in this list, and at most 200 can be invited "
                "at once: nobody was invited yet. Send it in parts.",
                "There are %(number)d addresses in this list, and at most 200 can be invited "
                "at once: nobody was invited yet. Send it in parts.",
                len(found.addresses),
            )
            % {"number": len(found.addresses)}
        )
    return found.addresses


def problems_in_words(found: Pasted) -> list[str]:
    """What cannot be taken of a list, a sentence for each."""
    return [
        gettext("“%(word)s” – %(problem)s") % {"word": word, "problem": problem}
        for word, problem in found.problems[:MOST_ADDRESSES]
    ]


def has_form_of_address(word: str) -> bool:
    """Whether mail could be sent to it."""
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


def words_of(text: str) -> list[str]:
    """The words of a pasted list that should be addresses, names left out."""
    words: list[str] = []
    for line in BETWEEN_LINES.split(QUOTED_NAME.sub("", text)):
        *named, rest = IN_BRACKETS.split(line)
        for name, address in zip(named[::2], named[1::2], strict=True):
            words += [word for word in name.split() if "@" in word]
            words.append(address.strip())
        words += rest.split()
    return words


def people_at(addresses: Iterable[str]) -> dict[str, Person]:
    """The accounts that hold these addresses, by address in small letters; three queries."""
    wanted = set(addresses)
    verified = EmailAddress.objects.filter(verified=True).alias(small=Lower("email"))
    holders = verified.filter(small__in=wanted).values("user")
    people = (
        Person.objects.alias(small=Lower("email"))
        .filter(Q(small__in=wanted) | Q(pk__in=holders))
        .prefetch_related("emailaddress_set")
    )
    return {address: person for person in people for address in addresses_of(person) & wanted}


def addresses_of(person: Any) -> set[str]:
    """The addresses, in small letters, that are known to be this person's.

    Somebody whose account an administrator made may have no row that says so.
    """
    rows = list(person.emailaddress_set.all())
    if not rows:
        return {person.email.lower()}
    return {row.email.lower() for row in rows if row.verified}
