"""What people are called beside what they wrote: never an e-mail address."""

from typing import Any

from django.utils.translation import gettext as _


def name_of(person: Any) -> str:
    """The name of whoever wrote something.

    Args:
        person: a `people.Person`; None when the account is gone.
    """
    if person is None or person.erased_at:
        return _("Former member")
    return person.get_full_name() or _("Somebody without a name")
