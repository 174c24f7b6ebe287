"""What a person is called where others read it: never by the whole of her address."""

from typing import Any

from django.utils.translation import gettext


def name_of(person: Any) -> str:
    """Her name, else the part of her address before the at sign; a former member if erased.

    Args:
        person: an account, or None where there was one.
    """
    if person is None or getattr(person, "erased_at", None):
        return gettext("a former member")
    return str(person.get_full_name() or person.email.partition("@")[0])
