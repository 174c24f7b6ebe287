"""Private spaces in number, written straight to the tables: what large installations hold."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

SPACES = 500
MINE = 200
PAGES = 20_000
PEOPLE = 2_000
FILES = 3
FULL = (20, 50)
PUBLISH = ("add", "change", "publish", "lock", "unlock")
ROLES = {"publisher": PUBLISH, "manager": (*PUBLISH, "bulk_delete")}
CHUNK = 500


@dataclass
class World:
    """What is measured in a world of spaces.

    Attributes:
        people: a publisher and a manager of `MINE` spaces, by role.
        above: the French page that spaces lie beneath.
        full: a page of the first space by how many pages it has.
        article: a page of the first space.
        pages: how many pages there are.
    """

    people: dict[str, Any]
    above: Any
    full: dict[int, Any]
    article: Any
    pages: int


def make_world(spaces: int = SPACES, mine: int = MINE, pages: int = PAGES) -> World:
    """Make spaces with a home page and a managers' page in two languages, files and groups."""
    from django.db import transaction
    from wagtail.models import Page

    from access.models import SPACES, AudienceRoot
    from pages.models import Article, Section
    from tests.factories import add, french_and_english

    with transaction.atomic(), audiences_at_the_end():
        above = [add(home, Section, "Espaces") for home in french_and_english()]
        homes, managed, articles = [], [], []
        for parent in above:
            homes.append(grow([parent], Section, spaces, "Espace"))
            managed.append(grow([parent], Section, spaces, "Gestion", after=spaces))
        for parent in above:
            AudienceRoot.begin(parent, SPACES)
        mark(homes, "space")
        mark(managed, "managers")
        each = max(1, (pages - 4 * spaces) // (2 * spaces))
        for made in homes:
            articles.append(grow(made[len(FULL) :], Article, each, "Page"))
        full = {}
        for size, parent in zip(FULL, homes[0], strict=False):
            articles.append(grow([parent], Article, size, "Page"))
            full[size] = parent
        people = make_people(homes, managed, mine)
        make_files()
        write_history(articles[-1] + articles[0], people)
    index_pages()

    return World(people, above[0], full, articles[-1][0], Page.objects.count())


@contextmanager
def audiences_at_the_end() -> Iterator[None]:
    """Write all audiences at once: row by row, PostgreSQL's plans are those of empty tables."""
    from django.db import connection

    from access.triggers import install_triggers

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("wagtailcore_page", "access_audienceroot"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        if connection.vendor == "postgresql":
            install_triggers()
        cursor.execute("ANALYZE")


def grow(parents: list[Any], model: Any, size: int, title: str, after: int = 0) -> list[Any]:
    """Add so many published pages of one type beneath each parent.

    Args:
        parents: pages without children but for `after`.
        model: the page type.
        size: how many beneath each.
        title: what their titles begin with.
        after: how many children the parents have.
    """
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page

    now = timezone.now()
    content_type = ContentType.objects.get_for_model(model)
    rows = [
        Page(
            title=f"{title} {number}",
            draft_title=f"{title} {number}",
            slug=f"{title.lower()}-{number}",
            path=Page._get_path(parent.path, parent.depth + 1, after + number + 1),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}{title.lower()}-{number}/",
            locale_id=parent.locale_id,
            translation_key=uuid.uuid5(
                uuid.NAMESPACE_URL, f"{parent.url_path.split('/', 2)[2]}{title}-{number}"
            ),
            content_type=content_type,
            live=True,
            first_published_at=now,
            last_published_at=now,
            latest_revision_created_at=now,
        )
        for parent in parents
        for number in range(size)
    ]
    Page.objects.bulk_create(rows, batch_size=CHUNK)
    names = [field.attname for field in Page._meta.concrete_fields]
    typed = [
        model(page_ptr_id=row.pk, **{name: getattr(row, name) for name in names}) for row in rows
    ]
    for start in range(0, len(typed), CHUNK):
        some = typed[start : start + CHUNK]
        model._base_manager._insert(some, model._meta.local_concrete_fields, using="default")
    Page.objects.filter(pk__in=[parent.pk for parent in parents]).update(numchild=after + size)
    return typed


def mark(trees: list[list[Any]], kind: str) -> None:
    """Begin the audience of each space, or of its managers, at these pages."""
    from access.models import AudienceRoot

    AudienceRoot.objects.bulk_create(
        (
            AudienceRoot(page_id=page.pk, audience=f"{kind}:{number}")
            for tree in trees
            for number, page in enumerate(tree)
        ),
        ignore_conflicts=True,  # triggers may have brought the translations already
    )


def make_people(homes: list[list[Any]], managed: list[list[Any]], mine: int) -> dict[str, Any]:
    """Two role groups for each space, people spread over them, and the two who are measured."""
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

    from people.models import Person
    from tests.factories import PersonFactory

    found = {
        item.codename: item.pk
        for item in Permission.objects.filter(content_type__app_label__startswith="wagtail")
    }
    root = Collection.get_first_root_node()
    if root is None:
        root = Collection.add_root(name="Root")
    spaces = len(homes[0])
    measured = {role: PersonFactory(email=f"{role}@example.org") for role in ROLES}
    others = Person.objects.bulk_create(
        Person(email=f"somebody-{number}@example.org") for number in range(PEOPLE)
    )
    collections = Collection.objects.bulk_create(
        Collection(
            name=f"Espace {number}",
            path=Collection._get_path(root.path, 2, number + 1),
            depth=2,
        )
        for number in range(spaces)
    )
    Collection.objects.filter(pk=root.pk).update(numchild=spaces)
    through: Any = Person.groups.through
    for role, verbs in ROLES.items():
        groups = Group.objects.bulk_create(
            Group(name=f"{role} {number}") for number in range(spaces)
        )
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(
                group=group, page_id=tree[number].pk, permission_id=found[f"{verb}_page"]
            )
            for tree in (homes if role == "publisher" else homes + managed)
            for number, group in enumerate(groups)
            for verb in verbs
        )
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(
                group=group, collection=collections[number], permission_id=found[f"{verb}_{kind}"]
            )
            for number, group in enumerate(groups)
            for verb in ("add", "change", "choose")
            for kind in ("image", "document")
        )
        Group.permissions.through.objects.bulk_create(
            Group.permissions.through(group=group, permission_id=found["access_admin"])
            for group in groups
        )
        members = [(measured[role], group) for group in groups[:mine]]
        members += [(person, groups[at % spaces]) for at, person in enumerate(others)]
        through.objects.bulk_create(
            through(person=person, group=group) for person, group in members
        )
    return measured


def make_files() -> None:
    """Some pictures and documents in every space, all of them the same file."""
    from django.core.files.base import ContentFile
    from wagtail.models import Collection

    from files.models import Picture, SiteDocument
    from tests.benchmarks.pages import make_picture

    picture = make_picture()
    document = SiteDocument(title="Letter", language="fr")
    document.file.save("letter.txt", ContentFile(b"Dear all"))
    places = list(Collection.objects.filter(depth=2))
    Picture.objects.bulk_create(
        Picture(
            title=f"Image {number}",
            file=picture.file.name,
            width=picture.width,
            height=picture.height,
            collection=place,
        )
        for number in range(FILES)
        for place in places
    )
    SiteDocument.objects.bulk_create(
        SiteDocument(title=f"Document {number}", file=document.file.name, collection=place)
        for number in range(FILES)
        for place in places
    )


def write_history(pages: list[Any], people: dict[str, Any]) -> None:
    """A line in the journal of editing for each page, by the two in turn."""
    from django.utils import timezone
    from wagtail.models import PageLogEntry

    authors = list(people.values())
    PageLogEntry.objects.bulk_create(
        (
            PageLogEntry(
                page_id=page.pk,
                content_type_id=page.content_type_id,
                label=page.title,
                action="wagtail.edit",
                user=authors[number % 2],
                timestamp=timezone.now(),
            )
            for number, page in enumerate(pages)
        ),
        batch_size=CHUNK,
    )


def index_pages() -> None:
    """Write the titles of all pages to the index that the admin searches."""
    from wagtail.models import Page
    from wagtail.search.backends import get_search_backend

    index = get_search_backend().get_index_for_model(Page)
    rows = list(Page.objects.all())
    for start in range(0, len(rows), CHUNK):
        index.add_items(Page, rows[start : start + CHUNK])
