"""The contact form, which no machine fills in unnoticed and no third party watches."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from people.forms.text import VisibleText
from people.models import ContactMessage
from people.models.sent_form import REMEMBERED

TRAP = "website"
"""A field that nobody sees: only machines fill it in."""

SALT = "passerelle.contact"
LEAST_SECONDS = 3
"""Nobody reads the form and fills it in faster."""
LONGEST = REMEMBERED
"""A device may keep the form for its reader until the line is back."""


class ContactForm(forms.ModelForm[ContactMessage]):
    """Name, address, message, and since when the form lies open."""

    name = VisibleText(
        label=gettext_lazy("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("To answer you; used for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = VisibleText(
        label=gettext_lazy("Your message"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ContactMessage
        fields = ["name", "address", "text"]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["opened"].initial = opening()

    def clean(self) -> dict[str, Any] | None:
        """Refuse what was sent faster than anybody types, or by a form of another month.

        Raises:
            ValidationError: it was; all that was typed is kept.
        """
        cleaned = super().clean()
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

    def save(self, commit: bool = True) -> ContactMessage:
        """Keep the message, in the language of its page."""
        self.instance.language = get_language() or ""
        return super().save(commit)


def opening() -> str:
    """A sign of when the form was opened, which only this site makes."""
    return signing.dumps("", salt=SALT)


def was_read(opened: str) -> bool:
    """Whether a form opened then lay open long enough to be read, and not for days."""
    try:
        signing.loads(opened, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return False
    try:
        signing.loads(opened, salt=SALT, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return True
    return False
