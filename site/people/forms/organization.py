"""The shared record of an organisation, as its own people correct it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from people.identifiers import clean_rna, clean_siret
from people.models import Organization, OrganizationProposal

WAITING = _("A change waits for an editor before it is shown.")


class OrganizationForm(forms.ModelForm):
    """What they change at once, and the three fields whose change waits for an editor."""

    founded = forms.IntegerField(
        label=_("year of foundation"), required=False, min_value=1500, max_value=2100
    )
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")
    # Longer than what is kept: they are typed in groups.
    siret = forms.CharField(label=_("SIRET number"), required=False, max_length=30)
    rna = forms.CharField(label=_("RNA number"), required=False, max_length=30)

    class Meta:
        model = Organization
        fields = Organization.OWN_FIELDS
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = {text.language: text.description for text in self.instance.texts.all()}
        for code, language in settings.LANGUAGES:
            self.fields[f"description_{code}"] = forms.CharField(
                label=_("What it does (%(language)s)") % {"language": str(language).lower()},
                required=False,
                max_length=5000,
                initial=texts.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 4, "lang": code}),
            )
        name = Organization._meta.get_field("name").formfield()
        waiting = {"name": name, "siret": self.fields.pop("siret"), "rna": self.fields.pop("rna")}
        for code, field in waiting.items():
            field.initial = getattr(self.instance, code)
            field.help_text = WAITING
            self.fields[code] = field

    def clean_siret(self) -> str:
        """A number whose key is right.

        Raises:
            ValidationError: it is not.
        """
        return clean_siret(self.cleaned_data["siret"])

    def clean_rna(self) -> str:
        """A number of the right form.

        Raises:
            ValidationError: it is not.
        """
        return clean_rna(self.cleaned_data["rna"])

    @property
    def descriptions(self) -> dict[str, str]:
        """What it does, by language code; empty where nothing is written."""
        return {
            code: self.cleaned_data[f"description_{code}"] for code, _name in settings.LANGUAGES
        }

    @property
    def proposals(self) -> dict[str, str]:
        """The values that differ from the record and wait for an editor, by field."""
        return {
            name: self.cleaned_data[name]
            for name in OrganizationProposal.Field.values
            if self.cleaned_data[name] != getattr(self.instance, name)
        }
