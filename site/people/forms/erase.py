"""The last confirmation before an account is erased."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.models import Person


class EraseForm(forms.Form):
    """She types the address of the account: nobody does that without meaning it."""

    address = forms.CharField(
        label=_("To confirm, type the e-mail address of your account"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_address(self) -> str:
        """Check the address.

        Raises:
            ValidationError: it is another one.
        """
        address: str = self.cleaned_data["address"].strip()
        if address.lower() != self.person.email.lower():
            raise ValidationError(_("This is not the address of your account. Nothing was erased."))
        return address
