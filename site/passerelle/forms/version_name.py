"""The one field in which a version of a page is named."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.versioned import VersionedForm
from pages.models.named_version import LONGEST_NAME


class VersionNameForm(forms.Form):
    """A name, or none."""

    version_name = forms.CharField(
        label=_("Name of this version"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_(
            "A few words to find it by, such as: before the board’s corrections. A version that"
            " has a name is kept, and nothing is written over it."
        ),
    )

    def clean_version_name(self) -> str:
        """The name without spaces that nobody sees."""
        return " ".join(self.cleaned_data["version_name"].split())

    @property
    def refusal(self) -> str:
        """What is wrong with the name, in a sentence."""
        return " ".join(str(error) for error in self.errors.get("version_name", []))


class ChangedNameForm(VersionedForm, VersionNameForm):
    """The same for a version that may have a name already."""
