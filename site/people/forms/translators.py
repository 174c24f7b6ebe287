"""What is filled in to let somebody translate, and how she wishes to be told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from access.models import LanguageRole, Space
from access.versioned import VersionedForm
from languages.models import TranslatorSetting
from languages.overview import site_languages
from people.addresses import LONGEST_ADDRESS
from people.look_alikes import check_address, clean_name
from people.models import Person

LONGEST_NAME = 310


@dataclass(frozen=True)
class RoleInWords:
    """A role in a language, as its holder reads it.

    Attributes:
        in_words: language, role and place.
        since: since when she has it.
    """

    in_words: str
    since: datetime


def roles_in_languages(person: Any) -> list[RoleInWords]:
    """What somebody may translate, in words."""
    rows = LanguageRole.objects.filter(person=person.pk).select_related("space")
    return [
        RoleInWords(
            _("%(language)s: %(role)s, %(place)s")
            % {
                "language": language_name(row.language),
                "role": row.get_role_display(),
                "place": row.space.name if row.space else _("public site"),
            },
            row.since,
        )
        for row in rows.order_by("language", "space", "role")
    ]


def language_name(code: str) -> str:
    """A language as the reader calls it, with a capital; its code where that is not known."""
    try:
        return capfirst(str(get_language_info(code)["name_translated"]))
    except KeyError:
        return code


def language_choices() -> list[tuple[str, str]]:
    """The languages of the site."""
    return [(code, language_name(code)) for code in site_languages()]


def letter_choices() -> list[tuple[str, str]]:
    """The languages that letters are written in."""
    return [(code, language_name(code)) for code, _name in settings.LANGUAGES]


class LanguageRoleForm(forms.Form):
    """Into which languages, as what."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages to translate into"),
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=LanguageRole.Role.choices,
        initial=LanguageRole.Role.TRANSLATOR,
        help_text=gettext_lazy("Reviewers read what others translated, and approve it."),
    )


class InvitedTranslatorForm(LanguageRoleForm):
    """An address, what the letter calls her and speaks, and what she is invited to."""

    address = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    first_name = forms.CharField(
        label=gettext_lazy("First name (optional)"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    letter = forms.ChoiceField(label=gettext_lazy("Language of the letter"), choices=letter_choices)

    field_order = ("address", "first_name", "letter")

    def clean_address(self) -> str:
        """The address in small letters.

        Raises:
            ValidationError: it is made to be taken for another.
        """
        address: str = self.cleaned_data["address"]
        check_address(address)
        return address.lower()

    def clean_first_name(self) -> str:
        """Refuse what is no name."""
        name: str = self.cleaned_data["first_name"]
        return clean_name(name) if name else ""


class TranslatorForm(LanguageRoleForm):
    """Who, into which languages, as what.

    Args:
        data: what was sent.
        space: of which space; None for the public site.
    """

    who = forms.CharField(
        label=gettext_lazy("E-mail address or name"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("Of somebody who has an account here."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    field_order = ("who",)

    def __init__(self, data: Any = None, space: Space | None = None) -> None:
        super().__init__(data)
        self.space = space

    def clean_who(self) -> Person:
        """The person.

        Raises:
            ValidationError: nobody is called so, or several are.
        """
        words = " ".join(self.cleaned_data["who"].split())
        found = list(self.people().filter(is_called(words)).distinct()[:2])
        if len(found) > 1:
            raise ValidationError(
                _("Several people are called so: give the e-mail address instead.")
            )
        if not found and self.space:
            raise ValidationError(
                _("Nobody of this space is called so: check it, or invite her by e-mail below.")
            )
        if not found:
            raise ValidationError(
                _("No account has this address or name: check it, or invite her by e-mail below.")
            )
        return found[0]

    def people(self) -> QuerySet[Person]:
        """Among whom she is looked for."""
        people: QuerySet[Person] = Person.objects.filter(is_active=True)
        if self.space is None:
            return people
        # Not all who read an open space: its managers need not learn who has an account.
        return people.filter(memberships__in=self.space.memberships.current())


def is_called(words: str) -> Q:
    """The condition for a person of this address or name."""
    if "@" in words:
        return Q(email__iexact=words) | Q(
            emailaddress__email__iexact=words, emailaddress__verified=True
        )
    names = Person.objects.alias(
        whole=Concat("first_name", Value(" "), "last_name"),
        turned=Concat("last_name", Value(" "), "first_name"),
    )
    return Q(pk__in=names.filter(Q(whole__iexact=words) | Q(turned__iexact=words)).values("pk"))


class ReviewForm(VersionedForm, forms.Form):
    """The languages in which a second person reads each translation."""

    reviewed = forms.MultipleChoiceField(
        label=gettext_lazy("A second person reads each translation into"),
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class TranslatorSettingForm(VersionedForm, forms.ModelForm[TranslatorSetting]):
    """Told at once, or once a day."""

    class Meta:
        model = TranslatorSetting
        fields = ["daily"]
