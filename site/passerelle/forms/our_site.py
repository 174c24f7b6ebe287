"""The form of “Our site”: what all languages share, words in each, sections and menus."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser
from wagtail.models import Site

from access.reader import Reader
from access.versioned import VersionedForm
from pages.actions.arrange_sections import Arrangement, Place, arrange, places
from pages.models import Home
from people.forms.text import VisibleText
from people.models import OurSite, OurWords
from people.models.our_site import BandColour
from people.our_site import kept_site
from people.site_name import common_name
from theme.sheet import BANDS


def swatch(colour: BandColour) -> str:
    """A colour by its name, beside a patch of it."""
    return format_html(
        '<svg width="48" height="20" aria-hidden="true"><rect width="48" height="20" fill="{}"/>'
        "</svg>&nbsp; {}",
        BANDS[colour][0],
        colour.label,
    )


class SharedForm(VersionedForm, forms.ModelForm[OurSite]):
    """What is the same in all languages."""

    colour = forms.ChoiceField(
        label=gettext_lazy("Colour of the band"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Each was tried with white words, on light and on dark pages."),
    )
    logo = forms.ModelChoiceField(
        label=gettext_lazy("Logo"),
        queryset=get_image_model().objects.all(),
        widget=AdminImageChooser,
        required=False,
        help_text=gettext_lazy(
            "Stands before the name, 32 pixels high. Readers see it everywhere."
        ),
    )

    class Meta:
        model = OurSite
        fields = ["colour", "logo", "contact_address"]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, instance=kept_site(), prefix="shared")
        choices = [(colour.value, swatch(colour)) for colour in BandColour]
        self.fields["colour"].choices = choices  # type: ignore[attr-defined]

    def clean_logo(self) -> Any:
        """Refuse a picture that visitors do not see.

        Raises:
            ValidationError: it lies among the files of a space.
        """
        logo = self.cleaned_data["logo"]
        if logo and not Reader().sees_files_of(logo.collection_id):
            raise ValidationError(
                _("Visitors cannot see this picture: choose one that does not belong to a space.")
            )
        return logo


class WordsForm(VersionedForm, forms.ModelForm[OurWords]):
    """What the site says of itself in a language."""

    name = VisibleText(label=gettext_lazy("Name"), max_length=80)
    baseline = forms.CharField(
        label=gettext_lazy("Baseline"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("One line that says what you are there for."),
    )
    footer = forms.CharField(
        label=gettext_lazy("Words at the foot of every page"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For instance your postal address, or who supports you."),
    )

    class Meta:
        model = OurWords
        fields = ["name", "baseline", "footer"]

    def __init__(self, language: str, data: Any = None) -> None:
        words = OurWords.objects.filter(language=language).first() or OurWords(language=language)
        words.name = words.name or common_name()
        self.language, self.former_name = language, words.name
        super().__init__(data, instance=words, prefix=f"words-{language}")

    def save(self, commit: bool = True) -> OurWords:
        """Keep the words; the home page is called by the new name if it was by the former one."""
        words: OurWords = super().save(commit)
        homes = Home.objects.filter(locale__language_code=self.language, title=self.former_name)
        homes.update(title=words.name, draft_title=words.name)
        return words


class PlaceForm(VersionedForm, forms.Form):
    """A section: whether it is shown, where in the menu, in the menus of which languages."""

    is_on = forms.BooleanField(label=gettext_lazy("Shown"), required=False)
    order = forms.IntegerField(
        label=gettext_lazy("Place"), min_value=1, max_value=999, required=False
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In the menu"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, place: Place, number: int, data: Any = None) -> None:
        self.place, self.number = place, number
        initial = {"is_on": place.is_on, "order": number, "languages": place.languages}
        super().__init__(data, initial=initial, prefix=f"place-{place.key}")
        names = dict(settings.LANGUAGES)
        self.fields["languages"].choices = [  # type: ignore[attr-defined]
            (code, names.get(code, code)) for code in place.pages
        ]
        for field in ("is_on", "order"):
            described = {"aria-label": f"{self.fields[field].label}: {place.title}"}
            self.fields[field].widget.attrs.update(described)

    def arrangement(self) -> Arrangement:
        """What is wanted of the section."""
        chosen = frozenset(self.cleaned_data["languages"])
        return Arrangement(self.place, self.cleaned_data["is_on"], chosen)

    def rank(self) -> tuple[int, int]:
        """What the menu is sorted by: the place given, then the one that it had."""
        return self.cleaned_data["order"] or self.number, self.number


class OurSiteForm:
    """All of them together, as the one form that the screen shows."""

    def __init__(self, data: Any = None) -> None:
        self.shared = SharedForm(data)
        self.words = [WordsForm(code, data) for code, _name in settings.LANGUAGES]
        self.places = [PlaceForm(place, number, data) for number, place in enumerate(places(), 1)]

    @property
    def parts(self) -> list[VersionedForm]:
        """All of them."""
        return [self.shared, *self.words, *self.places]

    def is_valid(self) -> bool:
        """Whether all of it can be kept; each part is asked, so that each says what is wrong."""
        return not [part for part in self.parts if not part.is_valid()]

    def status_code(self) -> int:
        """The status of the answer that shows it."""
        return max(part.status_code(200) for part in self.parts)

    @transaction.atomic
    def save(self, actor: Any) -> None:
        """Keep all of it.

        Args:
            actor: who does it.
        """
        self.shared.save()
        for form in self.words:
            form.save()
        first = self.words[0].instance
        for site in Site.objects.filter(is_default_site=True):
            site.site_name = first.name
            site.save()
        ranked = sorted(self.places, key=PlaceForm.rank)
        arrange([form.arrangement() for form in ranked], actor)
