"""What `install` is asked for, checked before anything is made."""

import getpass
import sys
from pathlib import Path

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email

from languages.known import AT_FIRST
from people.models import Person


def checked_email(address: str) -> str:
    """The address of the first administrator; empty where none was named.

    Raises:
        CommandError: it is no address.
    """
    try:
        if address:
            validate_email(address)
    except ValidationError as error:
        raise CommandError(
            f"“{address}” is no e-mail address. Nothing was changed: name another with --email."
        ) from error
    return address


def checked_languages(codes: list[str], known: list[str]) -> list[str]:
    """The languages of the site, each once, in the order in which they were named.

    Args:
        codes: as given; empty for those that a site begins with where it names none.
        known: those that the interface is written in.

    Raises:
        CommandError: it does not know one of them.
    """
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise CommandError(
            f"The interface is not written in “{unknown[0]}”. Nothing was changed: choose among "
            f"{', '.join(known)}."
        )
    return list(dict.fromkeys(codes)) or AT_FIRST


def password_in(file: Path) -> str:
    """The first line of a file.

    Raises:
        CommandError: it cannot be read, or holds none.
    """
    try:
        password = file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeError) as error:
        raise CommandError(f"{file} cannot be read. Nothing was changed.") from error
    if not password:
        raise CommandError(f"The first line of {file} is empty. Nothing was changed.")
    return password


def checked_password(password: str, email: str) -> str:
    """A password that the site would take from anybody.

    Raises:
        CommandError: it would not.
    """
    try:
        validate_password(password, Person(email=email))
    except ValidationError as error:
        raise CommandError(" ".join([*error.messages, "Nothing was changed."])) from error
    return password


def asked_password() -> str | None:
    """A password typed twice at a terminal; None without a terminal, or if she types nothing.

    Raises:
        CommandError: the two are not the same.
    """
    if not sys.stdin.isatty():
        return None
    password = getpass.getpass("Password of the first administrator (empty: by a link): ")
    if password and getpass.getpass("The same again: ") != password:
        raise CommandError("These were two different passwords. Nothing was changed.")
    return password or None
