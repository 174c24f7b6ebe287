"""The overview of translations over many pages, half of whose translations exist."""

import argparse
import os
from collections.abc import Callable
from typing import Any

from tests.benchmarks.database import temporary_database
from tests.benchmarks.report import Report
from tests.benchmarks.timing import add_cost, cost

SIZE = 10_000
LANGUAGES = ("fr", "en", "es", "pt", "ar")
SECTIONS = 20
SHARE = 2
"""One translation in so many exists."""
LIMIT = 150
"""Milliseconds of CPU that the overview may take."""
ROUNDS = 15
STATES = ("current", "current", "stale", "partial")

ADDRESSES = {
    "overview": "/fr/translations/",
    "overview of a language": "/fr/translations/?language=es",
    "what is missing in a language": "/fr/translations/?language=es&state=missing",
    "what is stale in a section": "/fr/translations/?state=stale&section={section}",
}


def measure(options: argparse.Namespace) -> Report:
    """Make a site, then look at its overview as an administrator and as a translator."""
    os.environ["CONTENT_LANGUAGES"] = ",".join(LANGUAGES)
    with temporary_database(options.engine) as engine:
        size = options.size or SIZE
        people, section = make_site(size)
        corpus = f"{size:,} originals in {len(LANGUAGES)} languages, one translation in {SHARE}"
        report = Report("Translations", {"corpus": corpus, "search engine": engine})
        for who, person in people.items():
            for name, address in ADDRESSES.items():
                asked = at(address.format(section=section))
                found = cost(asked, rounds=ROUNDS, warming=3, person=person)
                add_cost(report, f"{name}, {who}", found, cpu=LIMIT)
        whole = cost(
            lambda _round: "/fr/translations/?format=json",
            rounds=3, warming=1, person=people["administrator"],
        )  # fmt: skip
        add_cost(report, "all rows as JSON, administrator", whole)
    return report


def at(address: str) -> Callable[[int], str]:
    """The same address in each round: what is asked while signed in is held by no cache."""
    return lambda _round: address


def make_site(size: int) -> tuple[dict[str, Any], int]:
    """Originals in French with their words, half of their translations, wishes.

    Returns:
        Two people, and the number of a section.
    """
    import datetime

    from django.utils import timezone
    from wagtail.models import Locale, Page

    from access.models import LanguageRole
    from languages.models import PageWords, TranslationLink, Wish
    from languages.words import count_all_words
    from pages.models import Section
    from passerelle.roles import make_roles
    from tests.factories import PersonFactory, add, french_and_english, holding

    home, english = french_and_english()
    homes = {"fr": home, "en": english}
    for code in LANGUAGES[2:]:
        Locale.objects.create(language_code=code)
        homes[code] = home.copy_for_translation(Locale.objects.get(language_code=code))
        homes[code].save_revision().publish()
    sections = [add(home, Section, f"Section {number}") for number in range(SECTIONS)]
    now = timezone.now()
    keys = translated_pages([sections[number % SECTIONS] for number in range(size)], 0, None)
    PageWords.objects.bulk_create(PageWords(page_id=key, words=300) for key in keys)
    originals = Page.objects.in_bulk(keys)
    for place, code in enumerate(LANGUAGES[1:]):
        chosen = keys[place % SHARE :: SHARE]
        made = translated_pages(
            [homes[code]] * len(chosen),
            (place + 1) * size,
            [originals[key].translation_key for key in chosen],
        )
        PageWords.objects.bulk_create(PageWords(page_id=key, words=300) for key in made)
        TranslationLink.objects.bulk_create(
            TranslationLink(
                target_id=target, source_id=source, source_language="fr",
                state=STATES[at % len(STATES)], words_left=at % 50, complete=80,
                changed_at=now - datetime.timedelta(days=at % 90),
            )
            for at, (target, source) in enumerate(zip(made, chosen, strict=True))
        )  # fmt: skip
    today = now.date()
    Wish.objects.bulk_create(
        Wish(key=originals[key].translation_key, language="es", day=today) for key in keys[:500]
    )
    count_all_words.call()
    roles = make_roles(list(homes.values()))
    translator = PersonFactory()
    for code in ("es", "pt"):
        LanguageRole.objects.create(person=translator, language=code, role="translator")
    people = {"administrator": holding(roles["administrator"]), "translator": translator}
    return people, sections[0].pk


def translated_pages(above: list[Any], start: int, keys: list[Any] | None) -> list[int]:
    """Bare pages, each below another, that belong to translation sets if keys are given."""
    import uuid
    from collections import Counter

    from django.contrib.contenttypes.models import ContentType
    from django.db.models import F
    from django.utils import timezone
    from wagtail.models import Page

    now = timezone.now()
    kind = ContentType.objects.get_for_model(Page)
    pages = [
        Page(
            title=f"Page {start + place}",
            draft_title=f"Page {start + place}",
            slug=f"page-{start + place}",
            path=Page._get_path(parent.path, parent.depth + 1, start + place + SECTIONS + 1),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}page-{start + place}/",
            locale_id=parent.locale_id,
            content_type=kind,
            live=True,
            translation_key=keys[place] if keys else uuid.uuid4(),
            first_published_at=now,
            last_published_at=now,
        )
        for place, parent in enumerate(above)
    ]
    for parent, number in Counter(above).items():
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + number)
    return [page.pk for page in Page.objects.bulk_create(pages, batch_size=500)]
