"""Who is who: people's accounts, the organisations that pages name, who comes into spaces."""

from people.models.invitation import Invitation
from people.models.join_request import JoinRequest
from people.models.organization import Organization, OrganizationText
from people.models.organization_proposal import OrganizationProposal
from people.models.person import Person

__all__ = [
    "Invitation",
    "JoinRequest",
    "Organization",
    "OrganizationProposal",
    "OrganizationText",
    "Person",
]
