"""A site of whole pages, as their authors would have made them, written straight to the tables.

Each page has a text of six blocks, themes, a place, its version, its audience and its place in the
index: the audience comes of the triggers, the index of what an ordinary change goes through.
"""

import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.pages import THEMES, make_seminar
from tests.benchmarks.prose import Prose
from tests.benchmarks.spaces import CHUNK, grow, make_spaces, mark

SMALL = 4000
SPACES = {SMALL: 50}
MOST_SPACES = 500
PEOPLE = 500
EACH = 3
FEW = 5
MANY = 200
BATCH = 250
PARTS = 3
WORDS_A_PART = 110
SECTIONS = ("articles", "projets", "ressources", "fiches")
PLACES = ("SN", "FR", "BF", "MG")


@dataclass
class WholeSite:
    """What was written, and what is asked of it.

    Attributes:
        size: pages, half of them public.
        seconds: what writing them took on the clock, without inventing their texts.
        cpu: seconds of CPU of this process, likewise.
        public: addresses of some public pages.
        private: addresses of some pages of spaces.
        sections: addresses of the public lists.
        seminar: the address of a long write-up with pictures and sessions.
        few: a member of some spaces.
        many: a member of 200 spaces, or of all where there are fewer.
        words: what people search for.
    """

    size: int
    seconds: float = 0
    cpu: float = 0
    public: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    seminar: str = "/fr/seminaires/le-seminaire/"
    few: Any = None
    many: Any = None
    words: list[str] = field(default_factory=list)

    @property
    def speed(self) -> float:
        """Whole pages written in a second."""
        return self.size / self.seconds


class Writer:
    """Writes pages of the four most usual types."""

    def __init__(self, site: WholeSite) -> None:
        """Get ready to write prose in French."""
        from pages.models import Article, ExperienceSheet, Project, Resource
        from thesaurus.models import Concept, Territory

        self.site = site
        self.prose = Prose("fr")
        self.types = (Article, Project, Resource, ExperienceSheet)
        self.themes = [Concept.objects.get(code=code).pk for code in THEMES]
        self.places = [Territory.objects.get_or_create(code=code)[0].pk for code in PLACES]

    def write(self, parent: Any, model: type[Any], number: int) -> list[str]:
        """Add so many pages of a type below a page without children.

        Returns:
            The addresses of the first ones.
        """
        from wagtail.models import Page

        made: list[Any] = []
        for start in range(0, number, BATCH):
            # Texts would come of people: inventing them is not counted.
            pages = [
                self.a_page(parent, model, at) for at in range(start, min(start + BATCH, number))
            ]
            began, began_cpu = time.perf_counter(), time.process_time()
            self.save(pages, model)
            self.site.seconds += time.perf_counter() - began
            self.site.cpu += time.process_time() - began_cpu
            made += pages[: BATCH // 10]
        Page.objects.filter(pk=parent.pk).update(numchild=number)
        self.site.words += [page.title.split()[0].lower() for page in made[:20]]
        return [page.url_path for page in made]

    def a_page(self, parent: Any, model: type[Any], at: int) -> Any:
        """A page that is not saved."""
        from django.utils import timezone
        from wagtail.models import Page

        title = self.prose.title()
        slug = f"page-{at}"
        page = model(
            title=title,
            draft_title=title,
            slug=slug,
            path=Page._get_path(parent.path, parent.depth + 1, at + 1),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}{slug}/",
            locale_id=parent.locale_id,
            translation_key=uuid.uuid4(),
            live=True,
            first_published_at=timezone.now(),
            last_published_at=timezone.now(),
            latest_revision_created_at=timezone.now(),
            summary=self.prose.text(25),
            body=json.dumps(self.body()),
        )
        row = type(page)._meta.get_field("theme_rows").related_model  # type: ignore[union-attr]
        place = type(page)._meta.get_field("territory_rows").related_model  # type: ignore[union-attr]
        page.theme_rows = [
            row(concept_id=self.themes[(at + more) % len(self.themes)], sort_order=more)
            for more in range(2)
        ]
        page.territory_rows = [place(territory_id=self.places[at % len(self.places)])]
        return page

    def body(self) -> list[dict[str, Any]]:
        """Three parts with a heading and text."""
        blocks: list[dict[str, Any]] = []
        for _part in range(PARTS):
            text = f"<p>{self.prose.text(WORDS_A_PART)}</p>"
            for kind, value in (("heading", self.prose.title()), ("paragraph", text)):
                blocks.append({"type": kind, "value": value, "id": str(uuid.uuid4())})
        return blocks

    def save(self, pages: list[Any], model: type[Any]) -> None:
        """Write pages with all that belongs to them, in one transaction."""
        from django.contrib.contenttypes.models import ContentType
        from django.db import transaction
        from wagtail.models import Page

        from pages.models import PageTerritory, PageTheme
        from search.indexing import index_objects

        kind = ContentType.objects.get_for_model(model)
        # Before they have numbers: what is asked of the database by then is what they hold here.
        contents = [page.serializable_data() for page in pages]
        names = [one.attname for one in Page._meta.concrete_fields if one.attname != "id"]
        with transaction.atomic():
            rows = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
            for row in rows:
                row.content_type = kind
            Page.objects.bulk_create(rows)
            for page, row in zip(pages, rows, strict=True):
                page.pk = page.page_ptr_id = page.id = row.pk
                page.content_type = kind
            model._base_manager._insert(pages, model._meta.local_concrete_fields, using="default")
            for belonging, name in ((PageTheme, "theme_rows"), (PageTerritory, "territory_rows")):
                each = [(page, one) for page in pages for one in getattr(page, name).all()]
                for page, one in each:
                    one.page_id = page.pk
                belonging.objects.bulk_create(one for _page, one in each)
            self.write_versions(pages, contents, kind)
            index_objects("page", [page.pk for page in pages])

    def write_versions(self, pages: list[Any], contents: list[Any], kind: Any) -> None:
        """The version that each page was published from."""
        from django.contrib.contenttypes.models import ContentType
        from django.db.models import CharField, OuterRef, Subquery
        from django.db.models.functions import Cast
        from wagtail.models import Page, Revision

        base = ContentType.objects.get_for_model(Page)
        for page, content in zip(pages, contents, strict=True):
            content |= {"pk": page.pk, "content_type": kind.pk}
            for row in content["theme_rows"] + content["territory_rows"]:
                row["page"] = page.pk
        Revision.objects.bulk_create(
            Revision(
                content_type=kind,
                base_content_type=base,
                object_id=str(page.pk),
                object_str=page.title,
                created_at=page.latest_revision_created_at,
                content=content,
            )
            for page, content in zip(pages, contents, strict=True)
        )
        key = Cast(OuterRef("pk"), CharField(max_length=255))
        version = Subquery(
            Revision.objects.filter(base_content_type=base, object_id=key).values("pk")[:1]
        )
        written = Page.objects.filter(pk__in=[page.pk for page in pages])
        written.update(latest_revision=version, live_revision=version)


def make_whole_site(size: int) -> WholeSite:
    """Write a site of so many pages, half of them public, the others in spaces."""
    from django.db import connection, transaction

    from pages.models import Directory, Section
    from tests.factories import add, concept, french_and_english

    site = WholeSite(size)
    with transaction.atomic():
        home, _english = french_and_english()
        for code in THEMES:
            concept(code, code.capitalize(), code.capitalize())
        add(home, Directory, "Annuaire", show_in_menus=True)
        make_seminar(add(home, Section, "Seminaires", show_in_menus=True))
        sections = [add(home, Section, name, show_in_menus=True) for name in SECTIONS]
    writer = Writer(site)
    for section, model in zip(sections, writer.types, strict=True):
        site.sections.append(f"/fr/{section.slug}/")
        site.public += writer.write(section, model, size // 2 // len(SECTIONS))
    add_spaces(site, writer)
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself within minutes would otherwise be part of the figures.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return site


def add_spaces(site: WholeSite, writer: Writer) -> None:
    """Spaces with their home pages and people, and the other half of the pages in them."""
    from access.apply import apply_all
    from access.models import SPACES as AROUND_SPACES
    from access.models import AudienceRoot, Space
    from pages.actions.open_space import spaces_pages
    from pages.models import ManagersHome, SpaceHome

    number = SPACES.get(site.size, MOST_SPACES)
    rows = make_spaces(number)
    above = spaces_pages()
    homes, boards = [], []
    for parent in above:
        AudienceRoot.begin(parent, AROUND_SPACES)
        homes.append(grow([parent], SpaceHome, number, "Espace", owners=rows))
        boards.append(grow([parent], ManagersHome, number, "Gestion", number, rows))
    mark(homes, [space.audience for space in rows])
    mark(boards, [space.managers_audience for space in rows])
    for at, parent in enumerate(homes[0]):
        site.private += writer.write(parent, writer.types[at % 4], site.size // 2 // number)
    site.few, site.many = make_members(rows)
    apply_all(Space.objects.all())


def make_members(spaces: list[Any]) -> tuple[Any, Any]:
    """People in some spaces each.

    Returns:
        A member of a few of them, and one of as many as are measured.
    """
    from access.models import Membership
    from people.models import Person
    from tests.factories import PersonFactory

    few, many = PersonFactory(email="few@example.org"), PersonFactory(email="many@example.org")
    others = Person.objects.bulk_create(
        Person(email=f"somebody-{number}@example.org") for number in range(PEOPLE - 2)
    )
    places = [(few, space) for space in spaces[:FEW]] + [(many, space) for space in spaces[:MANY]]
    places += [
        (person, spaces[(at * EACH + more) % len(spaces)])
        for at, person in enumerate(others)
        for more in range(EACH)
    ]
    Membership.objects.bulk_create(
        (Membership(space=space, person=person, role="reader") for person, space in places),
        batch_size=CHUNK,
    )
    return few, many
