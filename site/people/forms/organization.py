"""The shared record of an organisation, as its own people correct it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from access.device import UNKEPT
from access.versioned import VersionedForm
from people.identifiers import IDENTIFIERS
from people.models import Organization, OrganizationProposal

WAITING = _("A change waits for an editor before it is shown.")


class Identified(forms.Form):
    """The fields of numbers that registers know an organisation by; one has each of them."""

    # Longer than what is kept: they are typed in groups.
    siret = forms.CharField(label=_("SIRET number"), required=False, max_length=30)
    rna = forms.CharField(label=_("RNA number"), required=False, max_length=30)
    org_id = forms.CharField(label=_("International identifier"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in ("siret", "org_id"):
            self.fields[code].help_text = Organization._meta.get_field(code).help_text

    def clean_siret(self) -> str:
        """A number whose key is right.

        Raises:
            ValidationError: it is not, or another organisation has it.
        """
        return self.clean_identifier("siret")

    def clean_rna(self) -> str:
        """A number of the right form.

        Raises:
            ValidationError: it is not, or another organisation has it.
        """
        return self.clean_identifier("rna")

    def clean_org_id(self) -> str:
        """An identifier of the right form.

        Raises:
            ValidationError: it is not, or another organisation has it.
        """
        return self.clean_identifier("org_id")

    def clean_identifier(self, field: str) -> str:
        """The value of one of them as it is kept.

        Raises:
            ValidationError: it is not right, or another organisation has it.
        """
        number = IDENTIFIERS[field](self.cleaned_data[field])
        organization: Organization = self.instance  # type: ignore[attr-defined]
        check_free(organization, field, number)
        return number


def check_free(organization: Organization, field: str, number: str) -> None:
    """Refuse the number of another organisation.

    Raises:
        ValidationError: with the name of that one.
    """
    others = Organization.objects.exclude(pk=organization.pk)
    other = others.filter(**{field: number}).first() if number else None
    if other:
        raise forms.ValidationError(
            _("“%(name)s” has this number already: it is perhaps the same organisation."),
            params={"name": other.name},
        )


class OrganizationRecordForm(Identified, WagtailAdminModelForm):
    """The whole record in the editing screens."""


class OrganizationForm(VersionedForm, Identified, forms.ModelForm):
    """What they change at once, and the fields whose change waits for an editor."""

    founded = forms.IntegerField(
        label=_("year of foundation"), required=False, min_value=1500, max_value=2100
    )
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")

    class Meta:
        model = Organization
        fields = Organization.OWN_FIELDS
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in ("address", "contact_person", "email", "phone"):
            self.fields[code].widget.attrs |= UNKEPT
        texts = {text.language: text.description for text in self.instance.texts.all()}
        for code, language in settings.LANGUAGES:
            self.fields[f"description_{code}"] = forms.CharField(
                label=_("What it does (%(language)s)") % {"language": str(language).lower()},
                required=False,
                max_length=5000,
                initial=texts.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 4, "lang": code, "dir": "auto"}),
            )
        name = Organization._meta.get_field("name").formfield()
        waiting = {"name": name} | {
            code: self.fields.pop(code) for code in ("siret", "rna", "org_id")
        }
        for code, field in waiting.items():
            field.initial = getattr(self.instance, code)
            field.help_text = format_lazy("{} {}", field.help_text, WAITING)
            self.fields[code] = field

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
