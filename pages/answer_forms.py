"""How documentalists answer what is proposed for the thesaurus, and name the themes they merge."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.theme_forms import Kind, PlaceField, Texts, said
from search.words import fold
from thesaurus.alike import themes_called
from thesaurus.models import Concept, FormerCode, TermProposal
from thesaurus.vocabulary import vocabulary


class ReplyForm(forms.Form):
    """A sentence for whoever proposed it."""

    reply = forms.CharField(
        label=gettext_lazy("A sentence for whoever proposed it"), required=False, max_length=300
    )


class RefusalForm(ReplyForm):
    """Why it is not taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].required = True
        self.fields["reply"].label = _("Why it is not taken, in a sentence")


class IntoForm(forms.Form):
    """The theme that another, or a word, becomes a part of."""

    into = forms.CharField(
        label=gettext_lazy("Name or code of the theme"), max_length=100, strip=True
    )

    def clean_into(self) -> Concept:
        """The theme.

        Raises:
            ValidationError: none is called that, or several are.
        """
        typed = self.cleaned_data["into"]
        terms = vocabulary()
        code = terms.current(typed)
        codes = [code] if code in terms.terms else themes_called(typed)
        if not codes:
            raise ValidationError(_("No theme is called that. Type its name in any language."))
        if len(codes) > 1:
            raise ValidationError(
                _("Several themes are called that. Type the code of one: %(codes)s."),
                params={"codes": ", ".join(codes)},
            )
        return Concept.objects.get(code=codes[0])


class MergingForm(IntoForm, ReplyForm):
    """The theme that what is proposed is another word for."""

    field_order = ("into", "reply")


class AdoptionForm(Texts, ReplyForm):
    """What is proposed, corrected where need be."""

    kind = forms.ChoiceField(
        label=gettext_lazy("It is"),
        widget=forms.RadioSelect,
        choices=[
            (Kind.NAME, gettext_lazy("the name of the theme in this language")),
            (Kind.WORD, gettext_lazy("another word for it")),
        ],
    )
    broader = PlaceField(gettext_lazy("Nothing: it is a domain"))
    code = forms.SlugField(
        label=gettext_lazy("Code"),
        max_length=50,
        help_text=gettext_lazy("Short name in addresses, in English; never changes afterwards."),
    )

    field_order = ("language", "name", "kind", "broader", "definition", "code", "reply")

    def __init__(self, proposal: TermProposal, data: Any = None) -> None:
        initial = {
            name: getattr(proposal, name) for name in ("language", "name", "definition", "kind")
        }
        broader = proposal.broader.code if proposal.broader else ""
        super().__init__(
            data, initial={**initial, "broader": broader, "code": slugify(fold(proposal.name))}
        )
        self.proposal = proposal
        place: Any = self.fields["broader"]
        place.offer(broader)
        is_new = proposal.kind == Kind.THEME
        for name in ("kind",) if is_new else ("broader", "code"):
            del self.fields[name]

    def clean_code(self) -> str:
        """The code of the new theme.

        Raises:
            ValidationError: another theme has it, or had it.
        """
        code: str = self.cleaned_data["code"]
        is_taken = Concept.objects.filter(code=code).exists()
        if is_taken or FormerCode.objects.filter(code=code).exists():
            raise ValidationError(_("Another theme has this code, or had it: choose another one."))
        return code

    def clean(self) -> dict[str, Any] | None:
        """Refuse a new theme that somebody added meanwhile, or a name of another."""
        cleaned = super().clean()
        name, language = self.cleaned_data.get("name"), self.cleaned_data.get("language")
        concept = self.proposal.concept
        if name and language:
            called = themes_called(name, language if concept else "")
            others = [code for code in called if concept is None or code != concept.code]
            if others:
                self.add_error(
                    "name", said(_("This word stands for another theme already: {themes}."), others)
                )
        return cleaned

    def corrected(self) -> TermProposal:
        """The proposal as it is to be adopted, not saved."""
        for name in ("language", "name", "definition", "kind", "broader"):
            if name in self.fields:
                setattr(self.proposal, name, self.cleaned_data[name])
        return self.proposal
