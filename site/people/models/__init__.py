"""Who is who: people's accounts, and the organisations that pages name."""

from people.models.organization import Organization, OrganizationText
from people.models.person import Person
from people.models.token import PersonalToken

__all__ = ["Organization", "OrganizationText", "Person", "PersonalToken"]
