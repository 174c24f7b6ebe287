"""Concepts and places, and what members propose to add."""

from thesaurus.models.concept import Concept, ConceptLabel, FormerCode
from thesaurus.models.proposal import TermProposal
from thesaurus.models.territory import Territory

__all__ = ["Concept", "ConceptLabel", "FormerCode", "TermProposal", "Territory"]
