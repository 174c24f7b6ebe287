"""The form by which a reader reports an error in a translation."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from access.models import PUBLIC
from languages.errors import paragraphs_of
from languages.models import ErrorReport, TranslationLink
from people.forms.stranger import StrangersForm
from people.forms.text import VisibleText

WHOLE = "whole"
"""What stands for the page as a whole among its paragraphs."""

WORDS_SHOWN = 12


class ErrorForm(StrangersForm, forms.ModelForm[ErrorReport]):
    """Which paragraph, what is wrong with it, what it should say, where to answer."""

    paragraph = forms.ChoiceField(label=gettext_lazy("Where is the error?"))
    text = VisibleText(
        label=gettext_lazy("What is wrong?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    proposal = forms.CharField(
        label=gettext_lazy("What should it say?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("If you know; you may leave it empty."),
    )
    address = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy(
            "If you wish an answer; used for nothing else, and deleted afterwards."
        ),
    )

    class Meta:
        model = ErrorReport
        fields = ["text", "proposal", "address"]

    field_order = ["paragraph", "text", "proposal", "address"]

    def __init__(self, link: TranslationLink, data: Any = None) -> None:
        super().__init__(data)
        self.link = link
        self.paragraphs = {one.code: one for one in paragraphs_of(link)}
        self.fields["paragraph"].choices = [  # type: ignore[attr-defined]
            (WHOLE, _("On the whole page, or I do not know")),
            *((code, beginning(one.text)) for code, one in self.paragraphs.items()),
        ]
        if link.target.audience_row.audience != PUBLIC:
            # Letters to bare addresses tell of nothing private: nobody could be answered.
            del self.fields["address"]

    def save(self, commit: bool = True) -> ErrorReport:
        """The report, with what the paragraph says now, in the language of the form."""
        chosen = self.paragraphs.get(self.cleaned_data["paragraph"])
        report = self.instance
        report.page = self.link.target
        report.part, report.quote = (chosen.part, chosen.text) if chosen else ("", "")
        report.language = get_language() or ""
        return super().save(commit)


def beginning(text: str) -> str:
    """The first words of a paragraph."""
    return Truncator(text).words(WORDS_SHOWN)
