"""The form that takes a table."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TableForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("Table"),
        allow_empty_file=True,
        help_text=_("CSV or .xlsx, with at most 5,000 lines and 10 MB."),
        error_messages={"required": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
