"""What people fill in to come into a space, or to leave it; what managers answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.actions.membership import is_last_manager, possible_heirs
from access.models import Membership, Space
from access.roles import role_choices
from people.forms.text import VisibleText
from people.names import name_of

MOST_QUESTIONS = 5


def questions_of(space: Space) -> list[str]:
    """A space's questions in the language now active."""
    texts = (
        question if isinstance(question, str) else space.in_language(question)
        for question in space.questions
    )
    return [text for text in texts if text][:MOST_QUESTIONS]


class AskForm(forms.Form):
    """A message, and an answer to each of the space's questions."""

    message = forms.CharField(
        label=_("Your message to its managers"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, space: Space, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions_of(space)
        for number, question in enumerate(self.questions):
            self.fields[f"answer_{number}"] = VisibleText(
                label=question, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Each question with its answer."""
        return [
            (question, self.cleaned_data[f"answer_{number}"])
            for number, question in enumerate(self.questions)
        ]


class AnswerForm(forms.Form):
    """A manager's answer to a request: a role, or a refusal in a sentence."""

    role = forms.ChoiceField(label=_("Role"), choices=role_choices)
    reply = VisibleText(
        label=_("If you decline: why, in a sentence"), max_length=300, required=False
    )

    def clean_reply(self) -> str:
        """A refusal says why.

        Raises:
            ValidationError: it does not.
        """
        reply: str = self.cleaned_data["reply"]
        if "decline" in self.data and not reply:
            raise forms.ValidationError(
                _("Say why in a sentence: whoever asked reads it. Nothing was sent yet.")
            )
        return reply


class LeaveForm(forms.Form):
    """Leave a space; the last manager names an heir."""

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_heir = is_last_manager(membership)
        if self.needs_heir:
            heirs = {
                str(other.pk): other
                for other in possible_heirs(membership).select_related("person").in_order()
            }
            self.has_heirs = bool(heirs)
            names = [
                (key, f"{name_of(other.person)} ({other.rights.name})")
                for key, other in heirs.items()
            ]
            self.fields["heir"] = forms.TypedChoiceField(
                label=_("Who manages the space after you"),
                choices=[("", _("Choose somebody")), *names],
                coerce=lambda key: heirs[key].person,
                empty_value=None,
                error_messages={
                    "required": _("You are still in the space: choose who manages it after you.")
                },
            )
