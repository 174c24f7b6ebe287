"""What a person tells of herself; beside each field, to whom."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from access.device import UNKEPT
from access.versioned import VersionedForm
from files.fields import PictureField
from files.portraits import portrait
from people.look_alikes import clean_name
from people.models import Organization, Profile
from thesaurus.models import Territory

PHONE = re.compile(r"\+?[0-9 ().-]{6,40}")


class ProfileForm(VersionedForm, forms.ModelForm[Profile]):
    """The fields of a profile, each followed by who is shown it."""

    photo = PictureField(
        label=_("photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    without_photo = forms.BooleanField(label=_("remove my photo"), required=False)

    class Meta:
        model = Profile
        fields = [
            name for field in (*Profile.FIELDS, "photo") for name in (field, f"{field}_shown")
        ]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "offers": forms.Textarea(attrs={"rows": 4}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", **UNKEPT}),
        }
        help_texts = {"name": _("Only who is shown your name is shown anything of the rest.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's own help lists formats, whatever a field is given.
        self.fields["photo"].help_text = _(
            "Its middle is cut out as a square; where it was taken is not kept."
        )
        organization, territory = self.fields["organization"], self.fields["territory"]
        assert isinstance(organization, forms.ModelChoiceField)
        assert isinstance(territory, forms.ModelChoiceField)
        organization.empty_label = "—"
        organization.queryset = Organization.objects.order_by("name")
        territory.choices = [("", "—"), *places()]

    def pairs(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Each field with the one that says who is shown it."""
        for field in Profile.FIELDS:
            yield self[field], self[f"{field}_shown"]

    def clean(self) -> dict[str, Any]:
        """A new photo is made small; one that is to go is taken out, whatever else was chosen."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("without_photo"):
            data["photo"] = False
        elif "photo" in self.files and data.get("photo"):
            try:
                data["photo"] = ContentFile(portrait(data["photo"]), name="photo.jpg")
            except ValidationError as refusal:
                self.add_error("photo", refusal)
        return data

    @property
    def lost_photo(self) -> bool:
        """Whether a photo was sent that must be chosen again, as browsers keep none."""
        return self.is_bound and bool(self.files)

    def clean_name(self) -> str:
        """Refuse what is no name."""
        return clean_name(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        """Accept a number as people write it.

        Raises:
            ValidationError: there are other signs in it.
        """
        phone: str = self.cleaned_data["phone"].strip()
        if phone and not PHONE.fullmatch(phone):
            raise ValidationError(_("A telephone number has digits only, with its country: +221…"))
        return phone


def places() -> list[tuple[int, str]]:
    """Number and name of each country and region, by name."""
    return sorted(
        ((territory.pk, str(territory)) for territory in Territory.objects.all()),
        key=lambda place: place[1],
    )
