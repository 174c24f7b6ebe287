"""Answer what members propose for the thesaurus: adopt it, merge it into a theme, refuse it."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from access import journal
from access.models import JournalEntry
from thesaurus.models import Concept, ConceptLabel, TermProposal

proposal_answered = Signal()
"""Sent with `proposal` in the transaction of the answer."""

State = TermProposal.State


@transaction.atomic
def adopt(proposal: TermProposal, code: str, by: Any, reply: str = "") -> bool:
    """Take up what is proposed: a new theme, the name of one, or another word for it.

    A name in a language that has one takes its place, and the old one stays as another word.

    Args:
        proposal: as it is to be adopted: its name, definition and place may have been corrected.
        code: of the new theme; free.
        by: the documentalist.
        reply: a sentence for whoever proposed it.

    Returns:
        Whether it still waited for an answer.
    """
    if not hold(proposal):
        return False
    if proposal.kind == TermProposal.Kind.THEME:
        proposal.concept = Concept.objects.create(code=code, broader=proposal.broader)
    assert proposal.concept is not None
    label = label_of(proposal.concept, proposal.language)
    if proposal.kind == TermProposal.Kind.WORD and label.name:
        label.add_words([proposal.name])
    else:
        former, label.name = label.name, proposal.name
        label.synonyms, known = "", label.other_words
        label.add_words([*filter(None, [former]), *known])
    label.definition = proposal.definition or label.definition
    label.save()
    settle(proposal, State.ADOPTED, by, reply)
    return True


@transaction.atomic
def merge_into(proposal: TermProposal, concept: Concept, by: Any, reply: str = "") -> bool:
    """Let what is proposed be another word for a theme that there is.

    Args:
        proposal: as it is to be adopted: its name may have been corrected.
        concept: the theme.
        by: the documentalist.
        reply: a sentence for whoever proposed it.

    Returns:
        Whether it still waited for an answer.
    """
    if not hold(proposal):
        return False
    proposal.concept = concept
    label = label_of(concept, proposal.language)
    if label.name:
        label.add_words([proposal.name])
    else:
        label.name = proposal.name
    label.save()
    settle(proposal, State.MERGED, by, reply)
    return True


@transaction.atomic
def refuse(proposal: TermProposal, by: Any, reply: str) -> bool:
    """Leave the thesaurus as it is, and say why in a sentence.

    Returns:
        Whether it still waited for an answer.
    """
    if not hold(proposal):
        return False
    settle(proposal, State.REFUSED, by, reply)
    return True


def hold(proposal: TermProposal) -> bool:
    """Whether it waits; nobody else answers it until this transaction is over."""
    rows = TermProposal.objects.select_for_update(no_key=True).filter(pk=proposal.pk)
    return rows.filter(state=State.PROPOSED).exists()


def label_of(concept: Concept, language: str) -> ConceptLabel:
    """The names of a theme in a language; empty ones, not saved, if it has none."""
    found = ConceptLabel.objects.filter(concept=concept, language=language).first()
    return found or ConceptLabel(concept=concept, language=language)


def settle(proposal: TermProposal, state: str, by: Any, reply: str) -> None:
    """Write the answer down, and let those hear of it whom it concerns."""
    proposal.state, proposal.reply = state, reply
    proposal.answered_by, proposal.answered_at = by, timezone.now()
    proposal.save()
    journal.write(
        JournalEntry.Verb.TERM_ANSWERED, by, person=proposal.by, proposal=proposal.pk, answer=state
    )
    proposal_answered.send(TermProposal, proposal=proposal)
