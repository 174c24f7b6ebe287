"""Every page type of the site."""

from pages.models.action_sheet import ActionSheet, ActionSheetPartner
from pages.models.article import Article
from pages.models.classification import PageTerritory, PageTheme
from pages.models.directory import Directory
from pages.models.event import (
    Seminar,
    SeminarMaterial,
    SeminarSession,
    Workshop,
    WorkshopMaterial,
    WorkshopSession,
)
from pages.models.experience_sheet import ExperienceSheet
from pages.models.home import Home
from pages.models.named_version import NamedVersion
from pages.models.network import Network, NetworkMember
from pages.models.objective import (
    Objectives,
    ObjectiveText,
    PageObjective,
    Period,
    StrategicObjective,
)
from pages.models.offer import Offer, Offers
from pages.models.old_address import OldAddress
from pages.models.plain_page import PlainPage
from pages.models.project import Project, ProjectPartner, ProjectPhase, ProjectStep
from pages.models.reading import PublishersTask
from pages.models.resource import Resource, ResourceUser
from pages.models.section import Section
from pages.models.space_home import Annex, ManagersHome, SpaceHome, Spaces

__all__ = [
    "ActionSheet",
    "ActionSheetPartner",
    "Annex",
    "Article",
    "Directory",
    "ExperienceSheet",
    "Home",
    "ManagersHome",
    "NamedVersion",
    "Network",
    "NetworkMember",
    "ObjectiveText",
    "Objectives",
    "Offer",
    "Offers",
    "OldAddress",
    "PageObjective",
    "PageTerritory",
    "PageTheme",
    "Period",
    "PlainPage",
    "Project",
    "ProjectPartner",
    "ProjectPhase",
    "ProjectStep",
    "PublishersTask",
    "Resource",
    "ResourceUser",
    "Section",
    "Seminar",
    "SeminarMaterial",
    "SeminarSession",
    "SpaceHome",
    "Spaces",
    "StrategicObjective",
    "Workshop",
    "WorkshopMaterial",
    "WorkshopSession",
]
