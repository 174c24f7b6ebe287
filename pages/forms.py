"""What is filled in to open a space."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from access.models import Space
from access.presets import PRESETS
from people.addresses import LONGEST_LIST, addresses_in, people_at
from people.forms.space_settings import NamesForm
from people.models import Person


def kinds() -> list[tuple[str, Any]]:
    """What a space can be for: the network has one members' area, and folders lie in spaces."""
    left_out = {Space.Kind.FOLDER}
    if Space.objects.filter(kind=Space.Kind.MEMBERS_AREA).exists():
        left_out.add(Space.Kind.MEMBERS_AREA)
    return [choice for choice in Space.Kind.choices if choice[0] not in left_out]


def presets_in_words() -> list[tuple[str, str]]:
    """The four ways in which a space can be open or closed, each with its sentence."""
    return [
        (code, format_html("<b>{}.</b> {}", preset.name, preset.sentence))
        for code, preset in PRESETS.items()
    ]


class FolderForm(NamesForm):
    """A folder of a space: a space of its own, with people of its own."""

    preset = forms.ChoiceField(
        label=_("Who comes in"), choices=presets_in_words, widget=forms.RadioSelect
    )
    managers = forms.CharField(
        label=_("Who manages it with you (optional)"),
        max_length=LONGEST_LIST,
        required=False,
        help_text=_("E-mail addresses, separated by commas, spaces or lines: each is invited."),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = [name for name in self.fields if name.startswith(("name_", "sentence_"))]
        self.order_fields([*about, "kind", "preset", "managers"])

    def clean_managers(self) -> list[str]:
        """The addresses, once each.

        Raises:
            ValidationError: something in the list cannot be taken.
        """
        return addresses_in(self.cleaned_data["managers"])


class SpaceForm(FolderForm):
    """A space of the network, opened by an administrator for those who will manage it."""

    kind = forms.ChoiceField(label=_("For"), choices=kinds)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people: dict[str, Person] = {}
        managers = self.fields["managers"]
        managers.label, managers.required = _("Who manages it"), True
        managers.help_text = _(
            "E-mail addresses, separated by commas, spaces or lines. One of them at least has an "
            "account; the others are invited."
        )

    def clean_managers(self) -> list[str]:
        """The addresses, once each; those that have an account are kept in `people`.

        Raises:
            ValidationError: something cannot be taken, or nobody could manage the space yet.
        """
        addresses = super().clean_managers()
        self.people = {
            address: person
            for address, person in people_at(addresses).items()
            if person.is_active and not person.limited
        }
        if not self.people:
            raise ValidationError(
                _("None of these addresses has an account that could manage it yet: add one.")
            )
        return addresses
