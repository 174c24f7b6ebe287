"""What a file of translations would do, text by text. Nothing is written here."""

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from wagtail_localize.models import StringTranslation, Translation, TranslationContext

from access.decisions import may
from access.into import Into
from exchange.translations.bundle import Bundle, Line, digest_of_target, key_of, place_of, print_of
from exchange.translations.guard import Unfit, check, first_words, read
from exchange.translations.markup import html_of, is_same
from exchange.translations.pages import Text, followed, source_page, texts_of
from exchange.translations.refusals import reason_of

KEY = re.compile(r"(\d{1,9})-[0-9a-f]{14}")
PLACE_LENGTH = -8
"""Where the part of a key ends that names the place of a text."""


class State(StrEnum):
    """What becomes of a text."""

    REFUSED = "refused"
    CONFLICT = "conflict"
    TAKEN = "taken"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Verdict:
    """What becomes of one text of a file.

    Attributes:
        line: the text, as the file has it.
        state: what becomes of it.
        reason: why it is refused, in a sentence.
        here: the translation that the site has, as HTML; empty without one.
        target: the translation of the file, as the site keeps it.
        page: the title of the page; empty where she may not see it.
        place: where it is to be written, if it is taken.
    """

    line: Line
    state: State
    reason: str = ""
    here: str = ""
    target: str = ""
    page: str = ""
    place: "Place | None" = None

    @property
    def source(self) -> str:
        """The first words of the original."""
        return first_words(self.line.source)

    @property
    def words(self) -> str:
        """The first words of the translation in the file."""
        return first_words(self.line.target)

    @property
    def words_here(self) -> str:
        """The first words of the translation that the site has."""
        return first_words(self.here)


@dataclass(frozen=True)
class Place:
    """Where a translation is written."""

    translation: Translation
    text: Text


@dataclass
class Plan:
    """All texts of a file, in its order.

    Attributes:
        language: code of the language that it translates into.
        source_language: code of that of the originals; empty where there are several.
    """

    language: str
    source_language: str = ""
    verdicts: list[Verdict] = field(default_factory=list)

    def of(self, state: State) -> list[Verdict]:
        """Those that end so."""
        return [one for one in self.verdicts if one.state == state]

    def as_data(self) -> dict[str, Any]:
        """The report, as programs read it."""
        counts = Counter(one.state for one in self.verdicts)
        return {
            "taken": counts[State.TAKEN],
            "unchanged": counts[State.UNCHANGED],
            "conflicts": [
                {
                    "segment": one.line.key,
                    "page": one.page,
                    "source": one.line.source,
                    "here": one.here,
                    "file": one.target,
                }
                for one in self.of(State.CONFLICT)
            ],
            "refused": [
                {"segment": one.line.key, "reason": one.reason} for one in self.of(State.REFUSED)
            ],
        }


def make_plan(bundle: Bundle, person: Any | None, locks: bool = False) -> Plan:
    """Compare a file with what the site says now: some queries for each page, none for each text.

    Args:
        bundle: what the file holds.
        person: who sends it, and may translate some pages; None for the machine's own operator.
        locks: whether nobody else may change these translations until the transaction ends.
    """
    lines: dict[int, list[Line]] = {}
    for line in bundle.lines:
        key = KEY.fullmatch(line.key)
        lines.setdefault(int(key[1]) if key else 0, []).append(line)
    known = {one.pk: one for one in followed().filter(pk__in=lines)}
    verdicts: dict[int, Verdict] = {}
    for number, some in lines.items():
        for line, verdict in zip(
            some, judged(bundle, known.get(number), some, person, locks), strict=True
        ):
            verdicts[id(line)] = verdict
    source = bundle.source_language if " " not in bundle.source_language else ""
    ordered = [verdicts[id(line)] for line in bundle.lines]
    return Plan(bundle.target_language, source, ordered)


def judged(
    bundle: Bundle,
    translation: Translation | None,
    lines: list[Line],
    person: Any | None,
    locks: bool,
) -> list[Verdict]:
    """What becomes of the texts of one page."""
    reason = refusal_of_page(bundle, translation, person)
    if translation is None or reason:
        return [Verdict(line, State.REFUSED, reason_of(reason)) for line in lines]
    judge = Judge(bundle, translation, locks)
    return [judge.verdict_on(line) for line in lines]


def refusal_of_page(bundle: Bundle, translation: Translation | None, person: Any | None) -> str:
    """Why no text of a page is taken; empty where nothing is against it."""
    page = source_page(translation) if translation else None
    if translation is None or page is None:
        return "unknown"
    language = translation.target_locale.language_code
    if person is not None and not may(person, "translate", Into(page, language)):
        return "unknown"
    source = translation.source.locale.language_code
    if not bundle.is_into(language) or not bundle.is_from(source):
        return "language"
    return "" if translation.enabled else "unfollowed"


def place_in(text: Text) -> tuple[int, int]:
    """Which string stands at which place: their keys."""
    return text.segment.string_id, text.segment.context_id


class Judge:
    """The texts of one page, as the site has them now."""

    def __init__(self, bundle: Bundle, translation: Translation, locks: bool) -> None:
        """Read them: two queries.

        Args:
            bundle: what the file holds.
            translation: of the page.
            locks: whether nobody else may change them until the transaction ends.
        """
        rows = StringTranslation.objects.filter(
            context__object=translation.source.object_id, locale=translation.target_locale_id
        ).order_by("pk")
        kept = list(rows.select_for_update() if locks else rows)
        self.bundle = bundle
        self.translation = translation
        self.marks = {(row.translation_of_id, row.context_id): row.tool_name for row in kept}
        self.texts = {text.key: text for text in texts_of(translation)}
        self.seen: dict[str, str] = {}

    def verdict_on(self, line: Line) -> Verdict:
        """What becomes of a text."""
        text = self.texts.get(line.key)
        try:
            if text is None:
                raise Unfit("changed" if self.was_here(line) else "unknown")
            return self.compare(line, text)
        except Unfit as unfit:
            page = self.translation.source.object_repr
            reason = reason_of(unfit.reason, unfit.detail)
            return Verdict(line, State.REFUSED, reason, page=page)

    def compare(self, line: Line, text: Text) -> Verdict:
        """What becomes of a text that the page has.

        Raises:
            Unfit: it is refused.
        """
        if print_of(line.source) != print_of(text.source):
            raise Unfit("altered")
        runs = read(line.target, text.source, text.links)
        target = html_of(runs)
        if not target or is_same(target, text.target):
            return self.verdict(line, text, State.UNCHANGED)
        check(runs, text.source, text.longest)
        if line.is_unfinished:
            raise Unfit("unfinished")
        if line.key in self.seen:
            if not is_same(self.seen[line.key], target):
                raise Unfit("twice")
            return self.verdict(line, text, State.UNCHANGED)
        self.seen[line.key] = target
        return self.verdict(line, text, self.state_of(line, text, target), target)

    def state_of(self, line: Line, text: Text, target: str) -> State:
        """What becomes of a translation that fits its original, and that the site does not have."""
        there = digest_of_target(text.target)
        if digest_of_target(target) == line.was and there != line.was:
            return State.UNCHANGED  # Only the site's text has changed since.
        # What an earlier state of the same file brought, a later one may bring anew.
        came_from_here = self.marks.get(place_in(text)) == self.bundle.mark_of(text.target)
        if not text.target or there == line.was or came_from_here:
            return State.TAKEN
        return State.CONFLICT

    def was_here(self, line: Line) -> bool:
        """Whether the page once had a text that it has no more."""
        number, uuid = self.translation.pk, str(self.translation.uuid)
        path = self.paths.get(line.key[:PLACE_LENGTH])
        return path is not None and key_of(number, uuid, path, line.source) == line.key

    @cached_property
    def paths(self) -> dict[str, str]:
        """All places at which the page ever had a text, by the beginnings of keys."""
        number, uuid = self.translation.pk, str(self.translation.uuid)
        contexts = TranslationContext.objects.filter(object=self.translation.source.object_id)
        return {
            place_of(number, uuid, path): path for path in contexts.values_list("path", flat=True)
        }

    def verdict(self, line: Line, text: Text, state: State, target: str = "") -> Verdict:
        """What becomes of a text that is not refused."""
        place = Place(self.translation, text) if state == State.TAKEN else None
        page = self.translation.source.object_repr
        return Verdict(line, state, "", text.target, target, page, place)
