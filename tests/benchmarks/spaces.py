"""Private spaces in number, written straight to the tables: what large installations hold."""

import uuid
from dataclasses import dataclass
from typing import Any

SPACES = 500
MINE = 200
PAGES = 20_000
PEOPLE = 2_000
FILES = 3
FULL = (20, 50)
MEASURED = ("publisher", "manager")
OPEN_ONES = 10
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
    """Make spaces with a home page and a managers' page in two languages, files and people."""
    from django.db import connection, transaction
    from wagtail.models import Page

    from access.apply import apply_all
    from access.models import SPACES, AudienceRoot, Space
    from pages.actions.open_space import spaces_pages
    from pages.models import Article, ManagersHome, SpaceHome
    from tests.factories import french_and_english

    with transaction.atomic():
        french_and_english()
        above = spaces_pages()
        rows = make_spaces(spaces)
        homes, boards, articles = [], [], []
        for parent in above:
            AudienceRoot.begin(parent, SPACES)
            homes.append(grow([parent], SpaceHome, spaces, "Espace", owners=rows))
            boards.append(grow([parent], ManagersHome, spaces, "Gestion", spaces, rows))
        mark(homes, [space.audience for space in rows])
        mark(boards, [space.managers_audience for space in rows])
        each = max(1, (pages - 4 * spaces) // (2 * spaces))
        for made in homes:
            articles.append(grow(made[len(FULL) :], Article, each, "Page"))
        full = {}
        for size, parent in zip(FULL, homes[0], strict=False):
            articles.append(grow([parent], Article, size, "Page"))
            full[size] = parent
        people = make_people(rows, mine)
        apply_all(Space.objects.all())
        make_files()
        write_history(articles[-1] + articles[0], people)
    index_pages()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return World(people, above[0], full, articles[-1][0], Page.objects.count())


def make_spaces(number: int) -> list[Any]:
    """Rows of spaces, each with its collection; the last few are open to whoever is signed in."""
    from wagtail.models import Collection

    from access.models import PUBLIC, SPACES, CollectionRoot, Space

    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    CollectionRoot.objects.update_or_create(collection=root, defaults={"audience": PUBLIC})
    above = root.add_child(name="Spaces")
    CollectionRoot.objects.create(collection=above, audience=SPACES)
    collections = Collection.objects.bulk_create(
        Collection(name=f"Espace {at}", path=Collection._get_path(above.path, 3, at + 1), depth=3)
        for at in range(number)
    )
    Collection.objects.filter(pk=above.pk).update(numchild=number)
    spaces = Space.objects.bulk_create(
        Space(
            slug=f"espace-{at}",
            names={"fr": f"Espace {at}", "en": f"Space {at}"},
            preset="open" if at >= number - OPEN_ONES else "members",
            collection=collection,
        )
        for at, collection in enumerate(collections)
    )
    CollectionRoot.objects.bulk_create(
        CollectionRoot(collection=space.collection, audience=space.audience) for space in spaces
    )
    return list(spaces)


def grow(
    parents: list[Any],
    model: Any,
    size: int,
    title: str,
    after: int = 0,
    owners: list[Any] | None = None,
) -> list[Any]:
    """Add so many published pages of one type beneath each parent.

    Args:
        parents: pages without children but for `after`.
        model: the page type.
        size: how many beneath each.
        title: what their titles begin with.
        after: how many children the parents have.
        owners: the space of each page, for home pages of spaces.
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
    for page, owner in zip(typed, owners or [], strict=False):
        page.space = owner
    for start in range(0, len(typed), CHUNK):
        some = typed[start : start + CHUNK]
        model._base_manager._insert(some, model._meta.local_concrete_fields, using="default")
    Page.objects.filter(pk__in=[parent.pk for parent in parents]).update(numchild=after + size)
    return typed


def mark(trees: list[list[Any]], audiences: list[str]) -> None:
    """Begin an audience at each of these pages, in each language."""
    from access.models import AudienceRoot

    AudienceRoot.objects.bulk_create(
        (
            AudienceRoot(page_id=page.pk, audience=audience)
            for tree in trees
            for page, audience in zip(tree, audiences, strict=True)
        ),
        ignore_conflicts=True,  # triggers may have brought the translations already
    )


def make_people(spaces: list[Any], mine: int) -> dict[str, Any]:
    """People spread over the spaces as readers, and the two who are measured in many of them."""
    from access.models import Membership
    from people.models import Person
    from tests.factories import PersonFactory

    measured = {role: PersonFactory(email=f"{role}@example.org") for role in MEASURED}
    others = Person.objects.bulk_create(
        Person(email=f"somebody-{number}@example.org") for number in range(PEOPLE)
    )
    rows = [
        Membership(space=space, person=person, role=role)
        for role, person in measured.items()
        for space in spaces[:mine]
    ]
    rows += [
        Membership(space=spaces[at % len(spaces)], person=person, role="reader")
        for at, person in enumerate(others)
    ]
    Membership.objects.bulk_create(rows, batch_size=CHUNK)
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
    places = list(Collection.objects.filter(depth=3))
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
