"""What one writes about the files of a space."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.versioned import VersionedForm
from files.actions.store import LONGEST_TITLE, tidy_title
from files.models import Picture, SiteDocument
from thesaurus.languages import site_languages

MOST_FILES = 20


class SeveralFilesInput(forms.ClearableFileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class SendForm(forms.Form):
    """Files to add; each is checked when it is stored, so that one refused stops no other."""

    uploads = forms.Field(
        label=_("Files"),
        required=False,
        widget=SeveralFilesInput(),
        help_text=_("Several at once if you like, of at most 50 MB each; pictures at most 20 MB."),
    )


class FileForm(VersionedForm, forms.Form):
    """The name of a file and, for a document, its language."""

    title = forms.CharField(label=_("Name"), max_length=LONGEST_TITLE)
    language = forms.ChoiceField(label=_("Language of the file"), required=False)

    def __init__(self, item: Picture | SiteDocument, *args: Any, **kwargs: Any) -> None:
        self.item = item
        kwargs["initial"] = {"title": item.title, "language": getattr(item, "language", "")}
        super().__init__(*args, **kwargs)
        if isinstance(item, Picture):
            del self.fields["language"]
        else:
            self.fields["language"].choices = [  # type: ignore[attr-defined]
                ("", _("Not said")),
                *site_languages(),
            ]

    def clean_title(self) -> str:
        """A name that can be read.

        Raises:
            ValidationError: nothing of it shows.
        """
        title = tidy_title(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(_("Give the file a name."))
        return title

    def save(self) -> None:
        """Change the file's record."""
        self.item.title = self.cleaned_data["title"]
        if isinstance(self.item, SiteDocument):
            self.item.language = self.cleaned_data["language"]
        self.item.save()
