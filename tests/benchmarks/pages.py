"""Public pages and lists, fresh and from the cache."""

import argparse
from typing import Any

from tests.benchmarks.database import temporary_database
from tests.benchmarks.prose import Prose
from tests.benchmarks.report import Report
from tests.benchmarks.timing import add_cost, cost, uncached

SIZES = (3, 300, 1000)
PARTS = 6
WORDS_A_PART = 330
THEMES = ("eau", "sante", "education", "agriculture")
PLACES = ("SN", "FR")


def measure(options: argparse.Namespace) -> Report:
    """Make a site, then ask for its pages."""
    with temporary_database(options.engine) as engine:
        seminar, lists, items = make_site(options.size or max(SIZES))
        words = len(seminar.words.split())
        corpus = f"{items:,} items in lists, a write-up of {words:,} words"
        report = Report("Public pages", {"corpus": corpus, "search engine": engine})
        address = "/fr/seminaires/le-seminaire/"
        add_cost(report, "seminar, uncached", cost(uncached(address)), cpu=14, queries=13)
        for size, list_address in lists.items():
            found = cost(uncached(f"{list_address}?theme=eau"))
            goal = 20 if size >= max(SIZES) else None
            add_cost(report, f"filtered list of {size:,}, uncached", found, cpu=goal)
        add_cost(report, "home, uncached", cost(uncached("/fr/")))
        add_cost(report, "seminar, cached", cost(lambda _round: address))
    return report


def make_site(largest: int) -> tuple[Any, dict[int, str], int]:
    """A home page, a written-up seminar, and lists of several sizes.

    Returns:
        The seminar, the address of each list by its number of items, and how many items there are.
    """
    from django.db import transaction

    from pages.models import Directory, Section
    from search.indexing import reindex
    from tests.factories import add, concept, french_and_english, item

    with transaction.atomic():
        home, _english = french_and_english()
        for code in THEMES:
            concept(code, code.capitalize(), code.capitalize())
        add(home, Directory, "Annuaire", show_in_menus=True)
        add(home, Section, "Ressources", show_in_menus=True)
        seminar = make_seminar(add(home, Section, "Seminaires", show_in_menus=True))
        sizes = sorted({*SIZES[:-1], largest})
        prose = Prose("fr")
        for size in sizes:
            section = add(home, Section, f"Liste {size}", show_in_menus=True)
            for number in range(size):
                item(
                    "article",
                    section,
                    f"{prose.title()} {number}",
                    summary=prose.text(25),
                    themes=["eau", THEMES[1 + number % 3]],
                    territories=[PLACES[number % 2]],
                )
    reindex()
    return seminar, {size: f"/fr/liste-{size}/" for size in sizes}, sum(sizes)


def make_seminar(section: Any) -> Any:
    """A seminar with all that a write-up can hold, about 2,000 words of it."""
    from django.core.files.base import ContentFile

    from files.models import SiteDocument
    from pages.models import SeminarMaterial, SeminarSession
    from tests.factories import OrganizationFactory, day, item

    picture = make_picture()
    page = item(
        "seminar",
        section,
        "Le séminaire",
        slug="le-seminaire",
        summary=Prose("fr").text(30),
        picture=picture,
        picture_alt="Une salle",
        themes=list(THEMES),
        territories=list(PLACES),
        write_up=write_up(picture.pk),
        key_points=points("point", 5),
        decisions=points("point", 3),
        written_up_on=day(-10),
    )
    for number in range(6):
        speaker = {
            "name": f"Personne {number}",
            "function": "coordinatrice",
            "organization": OrganizationFactory().pk,
        }
        page.sessions.add(
            SeminarSession(
                title=f"Séance {number}",
                day=day(-30 + number // 3),
                summary=Prose("fr", number).text(20),
                speakers=[{"type": "speaker", "value": speaker}],
                locale=page.locale,
            )
        )
    for number in range(3):
        document = SiteDocument(title=f"Document {number}")
        document.file.save(f"document-{number}.txt", ContentFile(b"un document"))
        page.materials.add(SeminarMaterial(document=document, locale=page.locale))
    page.save()
    return page


def make_picture() -> Any:
    """A stored picture."""
    import io

    from django.core.files.images import ImageFile
    from PIL import Image

    from files.models import Picture

    content = io.BytesIO()
    Image.new("RGB", (1200, 800), "#1f3a68").save(content, "JPEG")
    content.seek(0)
    return Picture.objects.create(title="Salle", file=ImageFile(content, "salle.jpg"))


def points(name: str, number: int) -> list[dict[str, Any]]:
    """Short points."""
    prose = Prose("fr", number)
    return [{"type": name, "value": f"<p>{prose.text(18)}</p>"} for _point in range(number)]


def write_up(picture: int) -> list[dict[str, Any]]:
    """Six parts with a heading and text, a picture, a table, a quote and notes."""
    prose = Prose("fr")
    blocks: list[dict[str, Any]] = []
    for number in range(PARTS):
        blocks.append({"type": "heading", "value": prose.title()})
        halves = [prose.text(WORDS_A_PART // 2) for _half in range(2)]
        html = "".join(f"<p>{half} <sup>{number + 1}</sup></p>" for half in halves)
        blocks.append({"type": "paragraph", "value": html})
    table = {
        "data": [["Lieu", "Nombre", "Coût"], *[[f"Lieu {n}", str(n), f"{n} €"] for n in range(5)]],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": "Les lieux",
    }
    notes = [f"<p>{prose.text(15)}</p>" for _note in range(PARTS)]
    blocks += [
        {"type": "picture", "value": {"picture": picture, "alt": "Une salle", "caption": "Salle"}},
        {"type": "table", "value": table},
        {"type": "quote", "value": {"text": prose.text(20), "author": "Awa Diallo"}},
        {"type": "notes", "value": notes},
    ]
    return blocks
