"""The pages for translators: saving and showing a long page, and what the memory takes."""

import argparse
import random
import time
from statistics import median
from typing import Any

from tests.benchmarks.database import temporary_database
from tests.benchmarks.report import Report

TEXTS = 200
KNOWN = 20_000
ROUNDS = 12
SAVE, REMEMBER = 300, 100
"""Milliseconds of CPU that a save, and of the memory for one part of a page."""

LENGTH = 40
"""How many words a text has elsewhere, of a few thousand that there are."""


def measure(options: argparse.Namespace) -> Report:
    """Translate a page of 200 texts again and again, beside many other texts."""
    with temporary_database(options.engine):
        known = options.size or KNOWN
        page, person = make_page()
        make_memory(person, known)
        facts = f"a page of {TEXTS:,} texts, {known:,} texts translated elsewhere"
        report = Report("Translation", {"site": facts})
        add_saving(report, page, person)
        add_memory(report, page, person)
        return report


def make_page() -> tuple[Any, Any]:
    """A long French page, begun in English, and somebody who translates it."""
    from wagtail.models import Locale

    from languages.actions.begin import begin
    from pages.models import Article
    from tests.factories import PersonFactory, french_and_english

    home, _english = french_and_english()
    body = [
        {"type": "paragraph", "value": f"<p>{sentence(number)} <b>{number}</b> fois.</p>"}
        for number in range(TEXTS - 2)
    ]
    page = Article(title="Une longue page", summary="En deux phrases.", body=body)
    home.add_child(instance=page)
    person = PersonFactory(is_superuser=True)
    begin(page, Locale.objects.get(language_code="en"), person)
    return page, person


def sentence(number: int) -> str:
    """A French sentence like few others."""
    words = "eau puits sol semence marché école réseau récolte village atelier saison comité"
    known = words.split()
    return " ".join(known[(number // 12**place) % 12] for place in range(6)) + f" {number}"


def make_memory(person: Any, size: int) -> None:
    """Texts of other pages, in French and translated into English, all published."""
    import json
    import uuid

    from wagtail.models import Locale, Page
    from wagtail_localize.models import (
        String,
        StringSegment,
        StringTranslation,
        TranslatableObject,
        TranslationContext,
        TranslationSource,
    )

    from pages.models import Article
    from tests.factories import add

    french, english = (Locale.objects.get(language_code=code) for code in ("fr", "en"))
    homes = {locale: Page.objects.get(depth=2, locale=locale) for locale in (french, english)}
    for first in range(0, size, TEXTS):
        key = uuid.uuid4()
        pages = {locale: add(home, Article, f"{first}", translation_key=key)
                 for locale, home in homes.items()}  # fmt: skip
        thing, _made = TranslatableObject.objects.get_or_create_from_instance(pages[french])
        source = TranslationSource.objects.create(
            object=thing,
            specific_content_type=pages[french].content_type,
            locale=french,
            content_json=json.dumps({}),
            last_updated_at=pages[french].last_published_at,
        )
        context = TranslationContext.objects.create(object=thing, path="body")
        texts = [known_text(number) for number in range(first, min(first + TEXTS, size))]
        strings = String.objects.bulk_create(
            String(locale=french, data=text, data_hash=String._get_data_hash(text))
            for text in texts
        )
        StringSegment.objects.bulk_create(
            StringSegment(source=source, context=context, string=string, order=order, attrs="{}")
            for order, string in enumerate(strings)
        )
        StringTranslation.objects.bulk_create(
            StringTranslation(
                translation_of=string,
                locale=english,
                context=context,
                data=f"en {string.data}",
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                last_translated_by=person,
            )
            for string in strings
        )


def known_text(number: int) -> str:
    """A text of another page; one in ten is nearly one of the page that is measured."""
    if number % 10 == 0:
        return f"{sentence(number // 10)} et plus."
    dice = random.Random(number)
    return " ".join(f"mot{dice.randrange(3000)}" for _word in range(LENGTH))


def add_saving(report: Report, page: Any, person: Any) -> None:
    """Save the whole page with other words each time, then show a part of it."""
    from django.test import Client

    from languages.actions.begin import followed
    from languages.sheet import sheet_of

    client = Client()
    client.force_login(person)
    address = f"/en/translate/{page.pk}/en/"
    translation = followed(page, page.locale.__class__.objects.get(language_code="en"))
    taken: list[float] = []
    for number in range(ROUNDS):
        form: dict[str, str] = {"form_key": f"benchmark-{number}"}
        for row in sheet_of(translation):
            form[f"t-{row.key}"] = f"{number} {row.source}"
            form[f"v-{row.key}"] = row.version
        began = time.process_time()
        response = client.post(address, form)
        taken.append((time.process_time() - began) * 1000)
        assert response.status_code == 302, response.status_code
    report.add("a page saved, all texts new: CPU", taken[0], "ms", SAVE)
    report.add("a page saved, all texts changed: CPU, median", median(taken[1:]), "ms", SAVE)
    shown: list[float] = []
    for _round in range(ROUNDS):
        began = time.process_time()
        client.get(address)
        shown.append((time.process_time() - began) * 1000)
    report.add("a part of it shown: CPU, median", median(shown), "ms")


def add_memory(report: Report, page: Any, person: Any) -> None:
    """Ask the memory for a part of a page of which nothing is translated yet."""
    from wagtail.models import Locale
    from wagtail_localize.models import StringTranslation

    from languages.actions.begin import followed
    from languages.alike import texts_between
    from languages.memory import bring_suggestions
    from languages.sheet import sheet_of
    from languages.views.drawn import SIZE
    from people.models import Person

    translation = followed(page, Locale.objects.get(language_code="en"))
    assert translation is not None
    StringTranslation.objects.filter(context__object=translation.source.object_id).delete()
    texts_between.cache_clear()
    taken: list[float] = []
    for _round in range(ROUNDS):
        rows = sheet_of(translation)[:SIZE]
        reader = Person.objects.get(pk=person.pk)
        began = time.process_time()
        bring_suggestions(rows, translation, reader)
        taken.append((time.process_time() - began) * 1000)
    report.add("suggestions for a part, first in a process: CPU", taken[0], "ms")
    report.add("suggestions for a part: CPU, median", median(taken[1:]), "ms", REMEMBER)
    alike = sum(any(one.changes for one in row.suggestions) for row in rows)
    report.notes.append(f"{alike} of {len(rows)} texts had a suggestion of a text alike.")
