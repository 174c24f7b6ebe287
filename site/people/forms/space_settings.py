"""What managers fill in about how their space works."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.models import Space
from access.presets import preset_choices
from access.roles import MANAGER, ROLES
from access.versioned import VersionedForm
from people.forms.joining import MOST_QUESTIONS
from people.forms.text import VisibleText

LONGEST_NAME = 120
LONGEST_SENTENCE = 250
LONGEST_QUESTION = 200


class NamesForm(forms.Form):
    """The space's name and sentence in each language of the site."""

    def __init__(self, *args: Any, space: Space | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = VisibleText(
                label=_("Name (%(language)s)") % {"language": str(language).lower()},
                max_length=LONGEST_NAME,
                required=False,
                initial=space.names.get(code, "") if space else "",
                widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
            )
            self.fields[f"sentence_{code}"] = VisibleText(
                label=_("What it is for, in a sentence (%(language)s)")
                % {"language": str(language).lower()},
                max_length=LONGEST_SENTENCE,
                required=False,
                initial=space.sentences.get(code, "") if space else "",
                widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
            )

    def clean(self) -> dict[str, Any]:
        """A name in one language at least.

        Raises:
            ValidationError: there is none.
        """
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.texts("name"):
            raise ValidationError(_("Give the space a name, in one language at least."))
        return values

    def texts(self, what: str) -> dict[str, str]:
        """What was written, by language code.

        Args:
            what: `name` or `sentence`.
        """
        written = (
            (code, self.cleaned_data.get(f"{what}_{code}")) for code, _name in settings.LANGUAGES
        )
        return {code: text for code, text in written if text}


class ChangedNamesForm(VersionedForm, NamesForm):
    """The same for a space that is there already."""


class OneChoiceForm(VersionedForm, forms.Form):
    """A choice that is confirmed once people have read what it does."""

    @property
    def chosen(self) -> str:
        """The choice; empty where there is none, or no such one."""
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get(next(iter(self.fields)), "")


class PresetForm(OneChoiceForm):
    """One of the four presets."""

    preset = forms.ChoiceField(label=_("Who comes in"), choices=preset_choices)


class StatusForm(OneChoiceForm):
    """One of the states of a space."""

    status = forms.ChoiceField(label=_("State of the space"), choices=Space.Status.choices)


class JoiningForm(VersionedForm, forms.Form):
    """The role of newcomers, and what those who ask to join are asked."""

    newcomer_role = forms.ChoiceField(
        label=_("Role of newcomers"),
        choices=lambda: [(code, role.name) for code, role in ROLES.items() if code != MANAGER],
    )

    def __init__(self, space: Space, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"newcomer_role": space.newcomer_role}
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"questions_{code}"] = forms.CharField(
                label=_("Questions to those who ask to join (%(language)s)")
                % {"language": str(language).lower()},
                required=False,
                max_length=(LONGEST_QUESTION + 2) * MOST_QUESTIONS,
                initial="\n".join(in_language(question, code) for question in space.questions),
                help_text=_("One on each line, at most five; in the same order in each language."),
                widget=forms.Textarea(attrs={"rows": 3, "lang": code, "dir": "auto"}),
            )

    def clean(self) -> dict[str, Any]:
        """At most five questions, none too long.

        Raises:
            ValidationError: there are more, or longer ones.
        """
        values: dict[str, Any] = super().clean() or {}
        for code, _language in settings.LANGUAGES:
            lines = self.lines(code)
            if len(lines) > MOST_QUESTIONS:
                self.add_error(f"questions_{code}", _("At most five questions: leave some out."))
            if any(len(line) > LONGEST_QUESTION for line in lines):
                self.add_error(f"questions_{code}", _("A question has at most 200 signs."))
        return values

    def lines(self, code: str) -> list[str]:
        """The questions in a language."""
        text = self.cleaned_data.get(f"questions_{code}") or ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    @property
    def questions(self) -> list[dict[str, str]]:
        """The questions, each by language code."""
        by_language = {code: self.lines(code) for code, _language in settings.LANGUAGES}
        number = max(len(lines) for lines in by_language.values())
        return [
            {code: lines[row] for code, lines in by_language.items() if row < len(lines)}
            for row in range(number)
        ]


def in_language(question: str | dict[str, str], code: str) -> str:
    """A question in one language; one that was written without a language is in all."""
    return question if isinstance(question, str) else question.get(code, "")


class MachineForm(VersionedForm, forms.Form):
    """Whether a translation service may read what lies in the space."""

    machine_help = forms.BooleanField(
        label=_("Texts of this space may be sent to the translation service of the site"),
        required=False,
    )


class PartsForm(VersionedForm, forms.Form):
    """Which parts are on."""

    parts = forms.MultipleChoiceField(
        label=_("Parts that are on"),
        choices=Space.Part.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
