"""A small site in which every form has something to change."""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.test import TestCase
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from access.models import LanguageRole, Membership, Space
from discussions.actions.write import Words, begin
from discussions.models import Message
from files.models import Picture, SiteDocument
from pages.models import Article, Home, Section, SpaceHome
from passerelle.roles import make_roles
from people.models import JoinRequest, OurSite, Person
from tests.factories import (
    OrganizationFactory,
    PersonFactory,
    a_space,
    add,
    belonging,
    concept,
    holding,
    item,
    paragraph,
)
from tests.languages.translating import publish_whole

PASSWORD = "un-long-mot-de-passe"


@dataclass
class Site:
    """What is there, and who looks after it.

    Attributes:
        boss: an administrator who manages the space and translates into English.
        numbers: what addresses call the rest, by name.
    """

    boss: Person
    home: Home
    section: Section
    article: Page
    space: Space
    inside: Page
    message: Message
    picture: Picture
    document: SiteDocument
    numbers: dict[str, object]


def plant() -> Site:
    """Make it."""
    homes = list(Home.objects.order_by("path"))
    boss: Person = holding(make_roles(homes)["administrator"])
    boss.set_password(PASSWORD)
    boss.save()
    LanguageRole.objects.create(person=boss, language="en", role="translator")
    OurSite.objects.create(pk=1, contact_address="team@rives.example")
    concept("water", "eau", "water")
    section = add(homes[0], Section, "Rubrique")
    article = item("article", section, "Le puits", body=paragraph("De l’eau."), themes=["water"])
    space = a_space("atelier", "members", managers=[boss])
    OrganizationFactory(slug="les-amis", name="Les amis").spaces.add(space)
    home = SpaceHome.objects.get(space=space, locale__language_code="fr")
    inside = add(home, Article, "Dedans", body=paragraph("De l’eau."))
    message = begin(space, "discussion", boss, "Le puits", "fr", Words("Qui vient ?"))
    picture = Picture.objects.create(title="Image", file=get_test_image_file("i.png"))
    document = SiteDocument.objects.create(
        title="Note", file=ContentFile(b"eau", "n.txt"), collection=space.collection
    )
    member = belonging(space, "contributor")
    request = JoinRequest.objects.create(space=space, person=PersonFactory())
    source = item("article", homes[0], "La source", body=paragraph("Elle est claire."))
    translated = publish_whole(source, TestCase.captureOnCommitCallbacks)
    numbers: dict[str, object] = {
        "article": article.pk,
        "translated": translated.pk,
        "thread": message.thread_id,
        "message": message.pk,
        "inside": inside.translation_key,
        "member": Membership.objects.get(person=member).pk,
        "request": request.pk,
        "document": document.pk,
        "picture": picture.pk,
    }
    return Site(
        boss, homes[0], section, article, space, inside, message, picture, document, numbers
    )
