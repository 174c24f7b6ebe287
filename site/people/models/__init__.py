"""Who is who: people's accounts, the letters they get, the organisations that pages name."""

from people.models.letter import Letter, Silence
from people.models.organization import Organization, OrganizationText
from people.models.person import Person
from people.models.token import PersonalToken

__all__ = ["Letter", "Organization", "OrganizationText", "Person", "PersonalToken", "Silence"]
