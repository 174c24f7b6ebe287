"""Many documents in many spaces, the words they are searched by, and who searches."""

import datetime
import random
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.prose import Prose

SIZE = 20_000
LENGTH = 300
BATCH = 500
SPACES = 500
MINE = 200
PUBLIC_SHARE = 0.2
INVENTED = 60_000
QUERIES = 500
COUNTED = ("type", "theme", "country", "language")
TYPES = (
    "article", "project", "workshop", "seminar", "network", "resource", "action_sheet",
    "experience_sheet",
)  # fmt: skip
COUNTRIES = ("FR", "SN", "BF", "BJ", "TG", "CM", "MG", "HT", "MA", "ML")
THEMES = tuple(f"theme-{number}" for number in range(40))


@dataclass(frozen=True)
class Asked:
    """What somebody searches for.

    Attributes:
        text: the words.
        filters: codes by filter name.
        language: hers.
        sort: `relevance` or `date`.
        page: number of the page, from 1.
    """

    text: str
    filters: dict[str, tuple[str, ...]]
    language: str
    sort: str
    page: int


def audiences() -> tuple[str, ...]:
    """Those of a person in every so many spaces, `MINE` together with what is public."""
    mine = range(0, SPACES, SPACES // MINE)
    return ("public", *(f"space:{number}" for number in mine))[:MINE]


class Corpus:
    """Documents written to the index as they are wanted, with bare pages for their addresses.

    Attributes:
        size: how many there are.
        seconds: what writing them took on the clock, without making texts and pages.
        cpu: seconds of CPU, likewise.
        titles: (language, title) of some of them.
    """

    def __init__(self) -> None:
        """Make the spaces, and the themes that documents have."""
        from tests.factories import concept, french_and_english

        for code in THEMES:
            concept(code, f"Thème {code}", f"Theme {code}")
        self.size = 0
        self.seconds = self.cpu = 0.0
        self.titles: list[tuple[str, str]] = []
        self.home, _english = french_and_english()
        self.places = [self.home, *spaces_below(self.home)]
        self.prose = {language: Prose(language, invented=INVENTED) for language in ("fr", "en")}
        self.chance = random.Random(2026)

    def grow(self, size: int) -> None:
        """Write documents until there are so many."""
        while self.size < size:
            self.write(min(BATCH, size - self.size))

    def write(self, number: int) -> None:
        """Write so many more documents."""
        from django.db import transaction

        from search.indexing import write_entries

        above = [
            self.places[
                0 if self.chance.random() < PUBLIC_SHARE else self.chance.randint(1, SPACES)
            ]
            for _ in range(number)
        ]
        keys = bare_pages(above, self.size)
        batch = [(key, an_entry(key, self.prose, self.chance)) for key in keys]
        began, began_cpu = time.perf_counter(), time.process_time()
        with transaction.atomic():
            write_entries("page", batch)
        self.seconds += time.perf_counter() - began
        self.cpu += time.process_time() - began_cpu
        self.titles += [(entry.language, entry.title) for _key, entry in batch[:50]]
        self.size += number


def an_entry(key: int, prose: dict[str, Prose], chance: random.Random) -> Any:
    """A document in French or, one in three, in English; its audience is that of its page."""
    from search.documents import Entry

    language = chance.choice(("fr", "fr", "en"))
    kind = chance.choice(TYPES)
    theme = chance.choice(THEMES)
    return Entry(
        type=kind,
        language=language,
        group=f"group-{key}",
        title=prose[language].title(),
        summary=prose[language].text(30),
        body=prose[language].text(LENGTH),
        date=datetime.date(2026, 1, 1) - datetime.timedelta(chance.randint(0, 4000)),
        facets=[("theme", theme), ("country", chance.choice(COUNTRIES)), ("kind", kind)],
        themes=[theme],
        shown_in=(language,),
    )


def spaces_below(home: Any) -> list[Any]:
    """A bare page for each space, at which its audience begins."""
    from wagtail.models import Page

    from access.models import AudienceRoot

    keys = bare_pages([home] * SPACES, 0, "space")
    AudienceRoot.objects.bulk_create(
        AudienceRoot(page_id=key, audience=f"space:{number}") for number, key in enumerate(keys)
    )
    rows = Page.objects.in_bulk(keys)
    return [rows[key] for key in keys]


def bare_pages(above: list[Any], start: int, name: str = "page") -> list[int]:
    """Add pages without a type of their own, each below another: all that addresses need.

    Returns:
        Their ids.
    """
    from django.contrib.contenttypes.models import ContentType
    from django.db.models import F
    from wagtail.models import Page

    content_type = ContentType.objects.get_for_model(Page)
    steps = start + (SPACES if name == "page" else 0)
    pages = [
        Page(
            title=f"{name} {number}",
            draft_title=f"{name} {number}",
            slug=f"{name}-{number}",
            path=Page._get_path(parent.path, parent.depth + 1, steps + offset + 1),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}{name}-{number}/",
            locale_id=parent.locale_id,
            content_type=content_type,
            live=True,
        )
        for offset, parent in enumerate(above)
        for number in [start + offset]
    ]
    for parent, number in Counter(above).items():
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + number)
    return [page.pk for page in Page.objects.bulk_create(pages)]


def queries(titles: list[tuple[str, str]], number: int = QUERIES) -> list[Asked]:
    """Different searches by words of titles: one word, two, three, phrases, filters, dates.

    Frequent words are in many titles, so that they are asked for more often, as by people.
    """
    chance = random.Random(2026)
    found: dict[tuple[str, str], Asked] = {}
    while len(found) < number:
        language, title = chance.choice(titles)
        words = title.lower().split()
        length = chance.choices((1, 2, 3), (5, 4, 2))[0]
        at = chance.randint(0, len(words) - length)
        text = " ".join(words[at : at + length])
        filters: dict[str, tuple[str, ...]] = {}
        shape = chance.randint(1, 10)
        if shape == 1 and length > 1:
            text = f'"{text}"'
        elif shape == 2:
            filters["theme"] = (chance.choice(THEMES),)
        elif shape == 3:
            filters = {"type": (chance.choice(TYPES),), "country": (chance.choice(COUNTRIES),)}
        found[language, text] = Asked(
            text,
            filters,
            language,
            "date" if shape == 4 else "relevance",
            3 if shape == 5 else 1,
        )
    return list(found.values())


def beginnings(asked: list[Asked]) -> list[list[str]]:
    """What was typed of the first word of each search after two letters, three or four."""
    from search.words import folded_words

    return [[folded_words(one.text)[0][: 2 + at % 3]] for at, one in enumerate(asked)]
