"""Who is who: accounts and profiles, the organisations that pages name, who comes into spaces."""

from people.models.invitation import Invitation
from people.models.join_request import JoinRequest
from people.models.letter import Letter, Silence
from people.models.organization import Organization, OrganizationText
from people.models.organization_proposal import OrganizationProposal
from people.models.person import Person
from people.models.profile import Circle, Profile
from people.models.site_role import SiteRole
from people.models.token import PersonalToken

__all__ = [
    "Circle",
    "Invitation",
    "JoinRequest",
    "Letter",
    "Organization",
    "OrganizationProposal",
    "OrganizationText",
    "Person",
    "PersonalToken",
    "Profile",
    "Silence",
    "SiteRole",
]
