"""Who is who: accounts and profiles, the organisations that pages name, who comes into spaces."""

from people.models.agreement import Agreement
from people.models.contact_message import ContactMessage
from people.models.different_organizations import DifferentOrganizations
from people.models.former_short_name import FormerShortName
from people.models.invitation import Invitation
from people.models.join_request import JoinRequest
from people.models.letter import Letter, Silence
from people.models.organization import Organization, OrganizationText
from people.models.organization_proposal import OrganizationProposal
from people.models.our_site import OurSite, OurWords
from people.models.person import Person
from people.models.profile import Circle, Profile
from people.models.sent_form import SentForm
from people.models.site_role import SiteRole
from people.models.token import PersonalToken

__all__ = [
    "Agreement",
    "Circle",
    "ContactMessage",
    "DifferentOrganizations",
    "FormerShortName",
    "Invitation",
    "JoinRequest",
    "Letter",
    "Organization",
    "OrganizationProposal",
    "OrganizationText",
    "OurSite",
    "OurWords",
    "Person",
    "PersonalToken",
    "Profile",
    "SentForm",
    "Silence",
    "SiteRole",
]
