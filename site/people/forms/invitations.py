"""What managers fill in to invite, and what an answer says."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.roles import MANAGER, role_choices
from people.addresses import LONGEST_LIST, addresses_in

ONE_LINE = {"autocomplete": "off"}


class InvitationForm(forms.Form):
    """Addresses pasted as they come, a role, a sentence."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        max_length=LONGEST_LIST,
        help_text=_("As many as you like, up to 200: separated by commas, spaces or lines."),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", **ONE_LINE}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=role_choices)
    sentence = forms.CharField(
        label=_("A sentence of yours (optional)"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=ONE_LINE),
    )
    limited = forms.BooleanField(
        label=_("A partner or volunteer with a limited account: sees only this space"),
        required=False,
        help_text=_("It counts for those who make their account by this invitation."),
    )

    def clean_addresses(self) -> list[str]:
        """The addresses, once each.

        Raises:
            ValidationError: there is none, or one that cannot be taken: then none is.
        """
        addresses = addresses_in(self.cleaned_data["addresses"])
        if not addresses:
            raise ValidationError(_("There is no address in this list."))
        return addresses

    def clean(self) -> dict[str, Any]:
        """A limited account manages nothing.

        Raises:
            ValidationError: the role is that of managers.
        """
        values: dict[str, Any] = super().clean() or {}
        if values.get("limited") and values.get("role") == MANAGER:
            self.add_error(
                "role", _("A limited account cannot manage a space: choose another role.")
            )
        return values
