"""The letter to whoever proposed a word for the thesaurus, once it is answered."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decisions import Decision
from people.models import Letter, Person
from people.post.kinds import Kind, register
from people.post.write import write
from thesaurus.actions.answer import proposal_answered
from thesaurus.models import TermProposal
from thesaurus.vocabulary import vocabulary

State = TermProposal.State


class TermAnswered(Kind):
    """To whoever proposed it. Facts: `proposal`."""

    code = "term_answered"

    def proposal(self, letter: Letter) -> TermProposal:
        """What was proposed.

        Raises:
            TermProposal.DoesNotExist: it is gone.
        """
        found: TermProposal = TermProposal.objects.select_related("concept").get(
            pk=letter.facts["proposal"]
        )
        return found

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """It is hers, and answered."""
        proposal = self.proposal(letter)
        return not proposal.is_waiting and person is not None and proposal.by_id == person.pk

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """What became of it, with the documentalist's sentence if there is one."""
        proposal = self.proposal(letter)
        concept = proposal.concept
        names = {
            "name": proposal.name,
            "theme": vocabulary().label(concept.code) if concept else "",
        }
        heading = {
            State.ADOPTED: _("“%(name)s” is in the thesaurus now"),
            State.MERGED: _("“%(name)s” is another word for “%(theme)s” now"),
            State.REFUSED: _("“%(name)s” was not taken into the thesaurus"),
        }[State(proposal.state)]
        return {
            "subject": _("The answer to what you proposed for the thesaurus"),
            "heading": heading % names,
            "lines": [],
            "quote": proposal.reply,
            "action": {
                "label": _("See what you proposed"),
                "address": settings.BASE_URL + reverse("own_terms"),
            },
        }


def tell_answer(proposal: TermProposal, **signal: Any) -> None:
    """Write to whoever proposed it, unless she answered it herself."""
    if proposal.by is not None and proposal.by_id != proposal.answered_by_id:
        write(
            TermAnswered.code, [proposal.by], {"proposal": proposal.pk}, key=f"term:{proposal.pk}"
        )


def connect() -> None:
    """Register the kind, and write it when somebody answers."""
    register(TermAnswered())
    proposal_answered.connect(tell_answer, dispatch_uid="people.letters.terms")
