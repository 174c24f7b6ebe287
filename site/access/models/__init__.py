"""Audiences, spaces, who belongs to them, and the journal of all that."""

from access.models.audience import (
    PUBLIC,
    SPACES,
    SWITCHED_OFF,
    AudienceHistory,
    AudienceRoot,
    CollectionAudience,
    CollectionRoot,
    PageAudience,
)
from access.models.generation import Generation
from access.models.journal import JournalEntry, JournalHead
from access.models.language_role import LanguageRole
from access.models.membership import Membership
from access.models.space import Space, SpaceGroupPermission, SpaceUserPermission

__all__ = [
    "PUBLIC",
    "SPACES",
    "SWITCHED_OFF",
    "AudienceHistory",
    "AudienceRoot",
    "CollectionAudience",
    "CollectionRoot",
    "Generation",
    "JournalEntry",
    "JournalHead",
    "LanguageRole",
    "Membership",
    "PageAudience",
    "Space",
    "SpaceGroupPermission",
    "SpaceUserPermission",
]
