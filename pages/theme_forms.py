"""What members propose for the thesaurus, as they type it."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from people.forms.text import VisibleText
from search.words import fold
from thesaurus.alike import proposed_alike, themes_called
from thesaurus.models import Concept, ConceptLabel, TermProposal
from thesaurus.models.proposal import MOST_A_DAY
from thesaurus.vocabulary import Vocabulary, vocabulary

Kind = TermProposal.Kind
MOST_CHOICES = 300
"""Where there are more themes, only those with others beneath them are offered as places."""

MOST_NAMED = 3
ADDRESS = re.compile(r"://|www\.", re.IGNORECASE)


class TermName(VisibleText):
    """A word or a few, on one line."""

    def __init__(self) -> None:
        super().__init__(label=gettext_lazy("Name"), max_length=100)

    def to_python(self, value: Any) -> str:
        """The words, with one space between them."""
        return " ".join(super().to_python(value).split())

    def validate(self, value: str) -> None:
        """Refuse what is no word.

        Raises:
            ValidationError: it has no letter, or is an address.
        """
        super().validate(value)
        if not any(sign.isalpha() for sign in value) or ADDRESS.search(value):
            raise ValidationError(_("Type a word or a few, as people would say them."))


class Texts(forms.Form):
    """The language, the name and its meaning."""

    language = forms.ChoiceField(label=gettext_lazy("In which language"))
    name = TermName()
    definition = forms.CharField(
        label=gettext_lazy("What it means"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In a sentence, in the same language."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
        self.fields["language"].initial = get_language()


class PlaceField(forms.ChoiceField):
    """The theme right above; its value is the theme itself, or None for a domain or no idea."""

    def __init__(self, nothing: Any) -> None:
        self.nothing = nothing
        super().__init__(label=gettext_lazy("Beneath which theme"), required=False)

    def offer(self, beneath: str = "") -> None:
        """Offer the themes as they are now.

        Args:
            beneath: the code of one to offer in any case.
        """
        self.choices = [("", self.nothing), *places(vocabulary(), beneath)]

    def clean(self, value: Any) -> Concept | None:
        """The theme that was chosen.

        Raises:
            ValidationError: there is no such theme.
        """
        code = super().clean(value)
        return Concept.objects.filter(code=code).first() if code else None


class ProposalForm(Texts):
    """A new theme, or a word for one."""

    broader = PlaceField(gettext_lazy("I do not know"))
    context = forms.CharField(
        label=gettext_lazy("Where you need it"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For instance the page, or the words of those who use it."),
    )

    def __init__(self, person: Any, concept: Concept | None, *args: Any, **kwargs: Any) -> None:
        """A form of a person.

        Args:
            person: who proposes.
            concept: the theme that it is a word for; None for a new one.
        """
        super().__init__(*args, **kwargs)
        self.person, self.concept = person, concept
        place: Any = self.fields["broader"]
        if concept:
            del self.fields["broader"]
        else:
            place.offer(str(self.initial.get("broader", "")))

    def clean(self) -> dict[str, Any] | None:
        """Refuse what is there already, and what is too much for a day.

        Raises:
            ValidationError: one of these; all that was typed is kept.
        """
        cleaned = super().clean()
        if TermProposal.objects.of_today(self.person).count() >= MOST_A_DAY:
            raise ValidationError(
                _(
                    "You have proposed %(most)s words since yesterday, as many as can be read in "
                    "a day. Nothing was sent; what you typed is kept here: send it tomorrow."
                ),
                params={"most": MOST_A_DAY},
            )
        name, language = self.cleaned_data.get("name"), self.cleaned_data.get("language")
        if name and language and (reason := self.already(name, language)):
            self.add_error("name", reason)
        return cleaned

    def already(self, name: str, language: str) -> str:
        """Why nobody need add a word: it is there, or waits; empty if somebody must."""
        codes = themes_called(name, language if self.concept else "")
        if self.concept and self.concept.code in codes:
            return _("This theme is called that already.")
        if codes and self.concept:
            return said(_("This word stands for another theme already: {themes}."), codes)
        if codes:
            return said(_("The thesaurus has that theme already: {themes}."), codes)
        if proposed_alike(name, language):
            return _("Somebody proposed it already: it waits for an answer.")
        return ""

    def save(self) -> TermProposal:
        """Keep what is proposed, for the documentalists."""
        data = self.cleaned_data
        return TermProposal.objects.create(
            kind=self.kind(data["language"]),
            concept=self.concept,
            broader=data.get("broader"),
            language=data["language"],
            name=data["name"],
            definition=data["definition"],
            context=data["context"],
            by=self.person,
        )

    def kind(self, language: str) -> str:
        """What is proposed: the first word of a language for a theme is its name there."""
        if self.concept is None:
            return Kind.THEME
        labels = ConceptLabel.objects.filter(concept=self.concept, language=language)
        return Kind.WORD if labels.exists() else Kind.NAME


def said(sentence: str, codes: list[str]) -> str:
    """A sentence with `{themes}` in it, where themes lead to their pages."""
    terms = vocabulary()
    links = [
        format_html('<a href="{}">{}</a>', reverse("theme", args=[code]), terms.label(code))
        for code in codes[:MOST_NAMED]
    ]
    listed = format_html(", ".join(["{}"] * len(links)), *links)
    return format_html(sentence, themes=listed)


def places(terms: Vocabulary, beneath: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Themes that another may lie beneath, by domain, as choices."""
    is_large = len(terms.terms) > MOST_CHOICES
    offered = {*terms.domains, *terms.narrower, beneath} if is_large else set(terms.terms)
    found: dict[str, list[tuple[str, str]]] = {code: [] for code in terms.domains}
    for code in terms.terms:
        if code in offered:
            found[terms.with_broader(code)[-1]].append((code, terms.label(code)))
    rows = [
        (terms.label(domain), sorted(choices, key=lambda row: (row[0] != domain, fold(row[1]))))
        for domain, choices in found.items()
    ]
    return sorted(rows, key=lambda row: fold(row[0]))
