"""The forms that take texts out, and bring them back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FORMATS = [
    ("docx", _("A text with two columns (.docx), for Word, LibreOffice and Google Docs")),
    ("po", _("A PO file (.po), for Poedit and its like")),
    ("xliff", _("An XLIFF file (.xlf), for programs of translators")),
]
WAITING, ALL, ONE = "waiting", "all", "one"


class TakeOutForm(forms.Form):
    """Which texts to take out, and in which form.

    Args:
        languages: codes and names of those that she translates into.
        title: of the one page that she comes from; none else.
    """

    to = forms.ChoiceField(label=_("Language"))
    which = forms.ChoiceField(label=_("Pages"), widget=forms.RadioSelect)
    format = forms.ChoiceField(label=_("File"), choices=FORMATS, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, languages: list[tuple[str, str]], title: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [
            (WAITING, _("Those with a text that waits for a translation")),
            (ALL, _("All of them, to correct what is there")),
        ]
        if title:
            choices.insert(0, (ONE, _("Only “%(title)s”") % {"title": title}))
        self.fields["to"].choices = languages  # type: ignore[attr-defined]
        self.fields["which"].choices = choices  # type: ignore[attr-defined]


class BringBackForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("The file that you took out here, with your translations, of at most 10 MB."),
        error_messages={
            "required": _("Choose a file."),
            "missing": _("Choose a file."),
            "invalid": _("Choose a file."),
        },
        widget=forms.FileInput(attrs={"accept": ".docx,.po,.xlf,.xliff"}),
    )
