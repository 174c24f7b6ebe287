"""The name that others read, and the language of mails and screens."""

from typing import Any

from django import forms
from wagtail.users.models import UserProfile

from access.versioned import VersionedForm
from people.look_alikes import clean_name
from people.models import Person


class NameForm(forms.ModelForm[Person]):
    """First name, last name, language."""

    class Meta:
        model = Person
        fields = ["first_name", "last_name", "language"]
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }

    def save(self, commit: bool = True) -> Person:
        """Save them; a language chosen here is that of the editing screens too."""
        person = super().save(commit)
        if commit and person.language != self.initial.get("language"):
            UserProfile.objects.update_or_create(
                user=person, defaults={"preferred_language": person.language}
            )
        return person

    def clean_first_name(self) -> str:
        """Refuse what is no name."""
        return clean_name(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        """Refuse what is no name."""
        return clean_name(self.cleaned_data["last_name"])


class OwnNameForm(VersionedForm, NameForm):
    """The same for whoever has an account, perhaps open on two devices."""


class NewcomerForm(NameForm):
    """The same for whoever has no account yet, and must be called something."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = True
