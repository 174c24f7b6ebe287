"""A form that anybody may send: no machine fills it in unnoticed, no third party watches."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.models.sent_form import REMEMBERED

TRAP = "website"
"""A field that nobody sees: only machines fill it in."""

SALT = "people.stranger"
LEAST_SECONDS = 3
"""Nobody reads the form and fills it in faster."""
LONGEST = REMEMBERED
"""A device may keep the form for its reader until the line is back."""


class StrangersForm(forms.Form):
    """Knows since when it lies open."""

    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = opening()

    def clean(self) -> dict[str, Any] | None:
        """Refuse what was sent faster than anybody types, or by a form of another month.

        Raises:
            ValidationError: it was; all that was typed is kept.
        """
        cleaned: dict[str, Any] | None = super().clean()
        opened = self.data.get("opened", "")
        if not was_read(opened):
            self.data = {**self.data.dict(), "opened": opening()}  # type: ignore[attr-defined]
            raise ValidationError(
                _("Nothing was sent yet. What you typed is kept: read it again, then send it.")
            )
        return cleaned

    def is_trapped(self) -> bool:
        """Whether a machine filled in what nobody sees."""
        return bool(self.data.get(TRAP))


def opening() -> str:
    """A sign of when a form was opened, which only this site makes."""
    return signing.dumps("", salt=SALT)


def was_read(opened: str) -> bool:
    """Whether a form opened then lay open long enough to be read, and not for months."""
    try:
        signing.loads(opened, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return False
    try:
        signing.loads(opened, salt=SALT, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return True
    return False
