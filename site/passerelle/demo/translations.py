"""Translations, as the site keeps them: each text, who wrote and read it, what it was made from.

Written in bulk: going through an editor's every step would take a tenth of a second for each page.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue

from access.models import LanguageRole
from languages.actions.record import link_to
from languages.handwork import segments_by_path, texts_by_path
from languages.models import Credit, LanguageRule, Review, TranslationLink, Wish
from languages.models.review import digest_of
from languages.parts import Part, part_key, parts_of
from languages.states import State
from pages.models.base import BasePage
from passerelle.demo.content import Content, Facts, Item, Text
from passerelle.demo.texts import share_ids
from passerelle.demo.world import World
from passerelle.demo.writing import streams_of

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
DAYS_LATER = datetime.timedelta(days=8)
"""How long after its original a translation is published."""

FOUNDED = -420
"""The day from which pages without a day of their own are."""


@dataclass(frozen=True)
class Version:
    """The original at one moment: its texts by their places, its parts, its day."""

    texts: dict[str, list[StringSegmentValue]]
    parts: list[Part]
    date: datetime.datetime


@dataclass(frozen=True)
class Original:
    """A page that is translated: its segments, what it says now, what it said when it was new."""

    page: BasePage
    source: TranslationSource
    segments: dict[str, list[StringSegment]]
    now: Version
    then: Version


@dataclass(frozen=True)
class Tongue:
    """A language that is translated into: who writes, who reads, which pages are how far."""

    code: str
    facts: Facts
    world: World

    def has(self, state: str, name: str) -> bool:
        """Whether a page is among those in a state."""
        return name in self.facts.get(state, [])

    @property
    def people(self) -> dict[str, Any]:
        """The translator, and the reviewer where there is one."""
        return {
            role: self.world.people[self.facts[role]]
            for role in LanguageRole.Role.values
            if role in self.facts
        }


def record_translations(content: Content, world: World) -> None:
    """Write down the translations of all pages that were made from those in the first language.

    Args:
        content: says in `translations` who translated what, and what changed since.
        world: has the pages and the people.
    """
    table = content.tables["translations"]
    tongues = [
        Tongue(code, facts, world)
        for code, facts in table["languages"].items()
        if code in world.locales
    ]
    for tongue in tongues:
        give_roles(tongue)
    items = {item.name: item for item in [*content.items, content.about]}
    codes = {tongue.code for tongue in tongues}
    for name in dict.fromkeys(name for name, code in world.pages if code in codes):
        original = read_original(name, items.get(name), table["changes"].get(name), world)
        for tongue in tongues:
            if (name, tongue.code) in world.pages:
                record(name, original, tongue)
    write_wishes(table["wishes"], world)


def write_wishes(table: Facts, world: World) -> None:
    """Note what readers asked for, over the last weeks."""
    first = next(iter(world.locales))
    today = world.dates.today
    Wish.objects.bulk_create(
        Wish(
            key=world.pages[name, first].translation_key,
            language=language,
            day=today - datetime.timedelta(days=3 * number + 1),
        )
        for language, wanted in table.items()
        if language in world.locales
        for name, times in wanted.items()
        for number in range(times)
    )


def give_roles(tongue: Tongue) -> None:
    """Let people translate the public site into a language, and read what others translated."""
    people = tongue.people
    LanguageRule.objects.create(
        locale=tongue.world.locales[tongue.code],
        needs_review="reviewer" in people,
        shows_unread=True,
    )
    LanguageRole.objects.bulk_create(
        LanguageRole(person=person, language=tongue.code, role=role)
        for role, person in people.items()
    )


def read_original(name: str, item: Item | None, change: Facts | None, world: World) -> Original:
    """A page as it is sent to translation, changed since its first translations if so.

    Args:
        name: of the page.
        item: its content; none for a home page and its sections.
        change: `words`, pairs of those of now and of then, and the `day` of the change.
        world: has the page.
    """
    language = next(iter(world.locales))
    page = world.pages[name, language]
    published = page.last_published_at or world.dates.moment(FOUNDED)
    now = then = Version(texts_by_path(page), parts_of(page), published)
    if item is not None and change is not None:
        former = as_it_was(page, item, change["words"], world)
        then = Version(texts_by_path(former), parts_of(former), published)
        now = replace(now, date=world.dates.moment(change["day"]))
        set_date(page, last_published_at=now.date)
    source = TranslationSource.update_or_create_from_instance(page)[0]
    TranslationSource.objects.filter(pk=source.pk).update(last_updated_at=now.date)
    return Original(page, source, segments_by_path(Translation(source=source)), now, then)


def as_it_was(page: BasePage, item: Item, words: list[list[str]], world: World) -> BasePage:
    """A page with its former words, not to be saved."""
    language = page.locale.language_code
    text = item.texts[language]
    parts = {part: former_words(here, words) for part, here in text.parts.items()}
    former: BasePage = Page.objects.get(pk=page.pk).specific
    for name, blocks in streams_of(item, Text(text.front, parts), language, world).items():
        share_ids(list(getattr(page, name).get_prep_value()), blocks)
        setattr(former, name, json.dumps(blocks))
    return former


def former_words(text: str, words: list[list[str]]) -> str:
    """A text with its words of now taken back to those of then."""
    for now, then in words:
        text = text.replace(now, then)
    return text


def set_date(page: BasePage, **dates: datetime.datetime) -> None:
    """Have a page published at a moment."""
    Page.objects.filter(pk=page.pk).update(**dates)
    for name, date in dates.items():
        setattr(page, name, date)


def record(name: str, original: Original, tongue: Tongue) -> None:
    """Write down one translation of a page: its texts, and what readers are told of it."""
    target = tongue.world.pages[name, tongue.code]
    version = original.then if tongue.has("stale", name) else original.now
    published = min(version.date + DAYS_LATER, tongue.world.dates.moment(-1))
    if original.page.last_published_at:
        set_date(target, first_published_at=published, last_published_at=published)
    Translation.objects.create(
        source=original.source,
        target_locale=target.locale,
        translations_last_updated_at=published,
        destination_last_updated_at=published,
    )
    left = tongue.world.left.get((name, tongue.code), set())
    is_machine = tongue.has("unread", name)
    texts = StringTranslation.objects.bulk_create(
        texts_of(target, original, version, left, tongue, MACHINE if is_machine else MANUAL)
    )
    is_read = not is_machine and not tongue.has("to_review", name)
    if is_read and "reviewer" in tongue.people:
        reader = tongue.people["reviewer"]
        Review.objects.bulk_create(
            Review(text=text, digest=digest_of(text.data), by=reader, at=published)
            for text in texts
        )
    reached = State.UNREAD if is_machine else State.APPROVED if is_read else State.TO_REVIEW
    link = link_to(
        target, original.page, version.date, [*with_states(version.parts, left, reached)]
    )
    TranslationLink.objects.filter(pk=link.pk, changed__gt=0).update(changed_at=original.now.date)
    Credit.objects.bulk_create(
        Credit(link=link, person=person, role=role)
        for role, person in tongue.people.items()
        if not is_machine and (is_read or role == LanguageRole.Role.TRANSLATOR)
    )


def texts_of(
    target: BasePage,
    original: Original,
    version: Version,
    left: set[str],
    tongue: Tongue,
    kind: str,
) -> Iterator[StringTranslation]:
    """The texts of a translation beside those that they translate.

    Args:
        target: the translated page.
        original: the page that it was made from.
        version: what that said then.
        left: keys of the parts that are not translated.
        tongue: the language, and who writes in it.
        kind: whether a person wrote them, or a machine.
    """
    here = texts_by_path(target)
    for path, segments in original.segments.items():
        if part_key(target, path) in left:
            continue
        for segment, said, text in zip(segments, version.texts[path], here[path], strict=True):
            is_same = segment.string.data == said.string.data
            yield StringTranslation(
                translation_of=(
                    segment.string
                    if is_same
                    else String.from_value(original.page.locale, said.string)
                ),
                context=segment.context,
                locale=target.locale,
                data=text.string.data,
                translation_type=kind,
                last_translated_by=tongue.people["translator"] if kind == MANUAL else None,
            )


def with_states(parts: list[Part], left: set[str], reached: State) -> Iterator[Part]:
    """Parts of the original, each with how far its translation has come."""
    for part in parts:
        state = State.MISSING if part.key in left else reached
        yield replace(part, state=(state if part.texts else State.APPROVED).value)
