"""Who is who: people's accounts and profiles, and the organisations that pages name."""

from people.models.letter import Letter, Silence
from people.models.organization import Organization, OrganizationText
from people.models.person import Person
from people.models.profile import Circle, Profile
from people.models.site_role import SiteRole
from people.models.token import PersonalToken

__all__ = [
    "Circle",
    "Letter",
    "Organization",
    "OrganizationText",
    "Person",
    "PersonalToken",
    "Profile",
    "Silence",
    "SiteRole",
]
