"""The form that takes a file."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WriteUpForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A .docx or .odt file of at most 25 MB. Titles, lists, tables, links, notes and "
            "pictures are kept; colours and page layout are not."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.odt"}),
    )
