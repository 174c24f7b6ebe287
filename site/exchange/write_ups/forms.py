"""The forms that take a text, and what is to be said of its pictures."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from files.models import Consent

ENDINGS = (".docx", ".odt")


class WriteUpForm(forms.Form):
    """One file, or a text that was pasted."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "A .docx or .odt file of at most 50 MB. Titles, lists, tables, links, notes and "
            "pictures are kept; colours and page layout are not."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    text = forms.CharField(
        label=_("Or paste the text here"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "data-paste": "id_pasted"}),
        help_text=_(
            "Copied from Word, LibreOffice or Google Docs: its form comes along, its pictures do "
            "not always."
        ),
    )
    pasted = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_file(self) -> Any:
        """Refuse a name that says another kind of file.

        Raises:
            ValidationError: it does.
        """
        file = self.cleaned_data["file"]
        if file and PurePath(str(file.name)).suffix.lower() not in ENDINGS:
            raise forms.ValidationError(
                _(
                    "This is not a .docx or .odt file: save the text in one of these formats, "
                    "then try again."
                )
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for one of both.

        Raises:
            ValidationError: there is neither.
        """
        data = super().clean() or {}
        if not self.errors and not data.get("file") and not data.get("text", "").strip():
            self.add_error("file", _("Choose a file, or paste a text."))
        return data


class PictureForm(forms.Form):
    """What is to be said of one picture."""

    alt = forms.CharField(
        label=_("What it shows"),
        required=False,
        max_length=200,
        help_text=_("Read aloud to people who do not see it. No page is published without it."),
    )
    credit = forms.CharField(
        label=_("Credit"),
        required=False,
        max_length=150,
        help_text=_("Who made the picture and who may use it."),
    )
    consent = forms.ChoiceField(
        label=_("Do the people shown agree?"),
        required=False,
        choices=Consent.choices,
        widget=forms.RadioSelect,
    )
