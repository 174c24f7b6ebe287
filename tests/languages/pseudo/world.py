"""A site whose people write Greek only: pages of each type, a space, notes, files, letters."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.models import Comment, Page, PageSubscription, Site

from access.actions.membership import give
from access.models import Membership, Space
from discussions.actions.write import Words, answer, begin, comment
from files.models import SiteDocument
from pages.actions.begin_language import plant_home
from pages.actions.open_space import open_space
from pages.models import Article, Directory, Home, Objectives, Offers, Section
from passerelle.roles import make_roles
from people.actions.answer_request import decline_request
from people.actions.invite import invite
from people.actions.invite_translator import invite_translator
from people.actions.join import ask
from people.letters.contact import tell_team
from people.models import ContactMessage, Organization, OrganizationText, OurSite, Person, Profile
from people.post.write import write
from people.views.entering import go_in
from search.indexing import reindex
from tests.factories import PersonFactory, add, holding
from tests.languages.marking import marked_page, page_types
from tests.languages.pseudo.language import CODE
from thesaurus.models import Concept, ConceptLabel

HELD = {"home", "spaces", "spacehome", "managershome", "section", "directory", "objectives"}
NAMES = {"first_name": "Ελένη", "last_name": "Παππά"}


@dataclass
class Greek:
    """What tests look at.

    Attributes:
        home: the home page.
        space: one with a bit of everything.
        people: by what they are to the site: `manager`, `reader`, `outsider`, `administrator`.
        pages: addresses of the pages of each type.
    """

    home: Home
    space: Space
    people: dict[str, Person]
    pages: list[str] = field(default_factory=list)


def person(**fields: Any) -> Person:
    """Somebody with a Greek name who reads the pseudo-language."""
    found: Person = PersonFactory(language=CODE, **{**NAMES, **fields})
    return found


def greek_site() -> Greek:
    """Build all of it."""
    Page.objects.filter(depth__gt=1).delete()
    home = plant_home(Home(title="Δίκτυο", slug=CODE, lead="Εμείς."), CODE)
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", root_page=home, is_default_site=True, site_name="Δίκτυο"
    )
    OurSite.objects.update_or_create(pk=1, defaults={"contact_address": "us@example.org"})
    roles = make_roles([Page.objects.get(pk=home.pk)])
    section = add(home, Section, "Ενότητα", slug="section", show_in_menus=True)
    for model, title in ((Directory, "Κατάλογος"), (Objectives, "Στόχοι"), (Offers, "Παροχές")):
        add(home, model, title, slug=model.__name__.lower())
    pages = [marked(model, section) for model in page_types() if model.__name__.lower() not in HELD]
    Organization.objects.update(name="Σύλλογος", city="Αθήνα")
    OrganizationText.objects.all().delete()
    for concept in Concept.objects.all():
        ConceptLabel.objects.create(concept=concept, language=CODE, name="Νερό")
    people = {"administrator": holding(roles["administrator"]), "manager": person()}
    Person.objects.filter(pk=people["administrator"].pk).update(**NAMES, language=CODE)
    read_by_editors(roles, section)
    space = greek_space(people)
    go_in(space, people["administrator"], "Λόγος.")
    tell_team(ContactMessage.objects.create(name="Ζωή", address="zoe@example.org", text="Γεια."))
    reindex()
    return Greek(home, space, people, [f"/{CODE}/section/{page.slug}/" for page in pages])


def read_by_editors(roles: dict[str, Group], section: Section) -> None:
    """A page is handed in, commented, sent back, handed in again and accepted; letters are due."""
    writer, editor = (person() for _role in range(2))
    writer.groups.add(roles["contributor"])
    editor.groups.add(roles["editor"])
    page = add(section, Article, "Σχέδιο", slug="draft", owner=writer)
    page.save_revision(user=writer)
    PageSubscription.objects.create(page=page, user=writer, comment_notifications=True)
    said = Comment.objects.create(page=page, user=editor, text="Γιατί;", contentpath="title")
    facts = {"page": page.pk, "new": [said.pk], "replies": [], "resolved": [], "deleted": 0}
    write("page_commented", [writer], {**facts, "editor": editor.pk}, key="greek")
    state = page.get_workflow().start(page, writer)
    state.current_task_state.reject(user=editor, comment="Όχι.")
    state.resume(user=writer)
    state.refresh_from_db()
    state.current_task_state.approve(user=editor)
    waiting = add(section, Article, "Άλλο σχέδιο", slug="waiting", owner=writer)
    waiting.save_revision(user=writer)
    waiting.get_workflow().start(waiting, writer)


def marked(model: type[Page], section: Page) -> Page:
    """A published page with all its texts marked."""
    page, _marker = marked_page(model, Page.objects.get(pk=section.pk))
    page.live = True
    page.save()
    return page


def greek_space(people: dict[str, Person]) -> Space:
    """A space with people, notes, files, comments, and somebody at the door; letters are due."""
    manager = people["manager"]
    space = open_space(
        "tools", {CODE: "Εργαλεία"}, "members", None, [manager], sentences={CODE: "Μαζί."}
    )
    people["reader"], people["outsider"] = person(first_name="Άννα"), person()
    Profile.objects.update_or_create(
        person=manager, defaults={"name": "Ελένη", "name_shown": "everybody", "offers": "Όλα."}
    )
    give(space, people["reader"], "reader", manager)
    give(space, people["reader"], "contributor", manager)
    page = add(space.homes.get(), Article, "Σελίδα", slug="page")
    for kind, words in (("note", "Ναι, @Ελένη."), ("discussion", "Ναι.")):
        first = begin(space, kind, manager, "Τίτλος", CODE, Words("Λόγια."))
        answer(first.thread, people["reader"], Words(words))
    comment(space, page.translation_key, CODE, people["reader"], Words("Σχόλιο."))
    SiteDocument.objects.create(
        title="Αρχείο", collection=space.collection, file=ContentFile(b"x", name="file.txt")
    )
    invite(space, ["new@example.org"], "reader", manager, CODE, "Έλα.")
    invite_translator("reader@example.org", [CODE], "reviewer", manager, CODE, "Άννα", space)
    invite_translator("words@example.org", [CODE], "translator", manager, CODE)
    ask(space, people["outsider"], "Γεια.", [])
    refused = ask(space, person(), "Κι εγώ.", [])
    decline_request(refused, manager, "Όχι.")
    assert Membership.objects.filter(space=space).count() == 2
    return space
