"""The sheet on which somebody translates a page: each text above its translation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from django.db.models import ForeignObjectRel, prefetch_related_objects
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.fields import StreamField
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from access.difference import difference
from access.versioned import compared
from languages.marks import shown, signs_of
from languages.models import ErrorReport, LanguageRule
from languages.models.review import digest_of
from languages.parts import ADDRESS, part_keys, plain
from languages.states import State, state_of
from thesaurus.glossary import Term

Place = tuple[int, int]
"""Which text at which place: ids of the string and of the context of wagtail-localize."""

ALIKE = 0.4
"""How alike two versions of a text must be to be called one, from 0 to 1."""


@dataclass(frozen=True)
class Suggestion:
    """What a text may be called in the other language.

    Attributes:
        text: as translators write it.
        share: how alike its original is to the text, in percent.
        changes: what the text says otherwise than that; empty where they are the same.
    """

    text: str
    share: int = 100
    changes: SafeString | str = ""


@dataclass
class Row:
    """A text of the original, and its translation so far.

    Attributes:
        number: its place on the page, from 1.
        path: where in the page it stands, as wagtail-localize says it.
        label: what that is called; empty within a text.
        longest: how many characters that field takes; None without a limit.
        source: the original, as translators read it.
        words: how many words that has.
        known: the translation, as it is kept.
        state: how far it has come.
        older: a translation of what the original said before; None where there is none.
        suggestions: what the same text, or one alike, is called elsewhere.
        fault: why what was typed is not saved, in a sentence.
        typed: what somebody typed and is not saved; None where nothing was.
        theirs: what somebody else saved meanwhile; None where nobody did.
        terms: the terms of the thesaurus in it that have a name in the other language.
        advice: those whose agreed name the translation, as it is saved, does not seem to hold.
        marked: the original with these terms marked.
        waits: whether it waits for the one who looks at it to say that it is right.
        reports: what readers say is wrong with it.
    """

    number: int
    place: Place
    path: str
    label: str
    longest: int | None
    source: str
    words: int
    known: StringTranslation | None
    state: State
    older: StringTranslation | None = None
    suggestions: list[Suggestion] = field(default_factory=list)
    fault: str = ""
    typed: str | None = None
    theirs: str | None = None
    terms: list[Term] = field(default_factory=list)
    advice: list[Term] = field(default_factory=list)
    marked: SafeString | str = ""
    waits: bool = False
    reports: list[ErrorReport] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Its name in forms."""
        return "{}-{}".format(*self.place)

    @property
    def part_keys(self) -> tuple[str, str]:
        """What the key of the part that it belongs to can be."""
        return part_keys(self.path)

    @cached_property
    def text(self) -> str:
        """The translation as it is saved; empty without one."""
        return shown(self.known.data) if self.known else ""

    @cached_property
    def offered(self) -> str:
        """What the field holds unless somebody typed something else."""
        if self.known is None and self.older is not None:
            return shown(self.older.data)
        return self.text

    @property
    def value(self) -> str:
        """What the field holds."""
        return self.offered if self.typed is None else self.typed

    @property
    def version(self) -> str:
        """What a form says it was made from: the text that was saved, and the one in the field."""
        return f"{version_of(self.known)}.{short(self.offered)}"

    @property
    def signs(self) -> list[str]:
        """The signs that the translation has to keep."""
        return list(dict.fromkeys(signs_of(self.source)))

    @property
    def changes(self) -> SafeString | str:
        """What changed in the original since it was translated, if that is known."""
        if self.known is None and self.older is not None:
            return difference(shown(self.older.translation_of.data), self.source)
        return ""

    @property
    def between(self) -> SafeString | str:
        """How what was typed differs from what somebody else saved meanwhile."""
        return compared(self.theirs or "", self.typed or "")

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody read the text as it is saved, and found it right."""
        review = getattr(self.known, "review", None)
        return bool(self.known and review and review.digest == digest_of(self.known.data))

    @property
    def remark(self) -> str:
        """Why a reviewer sent the text back, while it is still the same."""
        remark = getattr(self.known, "remark", None)
        if remark is None or self.known is None or remark.digest != digest_of(self.known.data):
            return ""
        return str(remark.sentence)

    def waits_for(self, person: Any, reviews: bool) -> bool:
        """Whether somebody may say that the text is right as it is.

        Args:
            person: who looks at it.
            reviews: whether she may say so of others' texts.
        """
        if self.state == State.UNREAD:
            return True
        is_others = self.known is not None and self.known.last_translated_by_id != person.pk
        return self.state == State.TO_REVIEW and reviews and is_others

    @property
    def lines(self) -> int:
        """How high the field is, in lines."""
        return min(12, max(2, len(self.value or self.source) // 38 + 1))


def short(text: str) -> str:
    """A digest that is long enough to tell two versions of a text apart."""
    return digest_of(text)[:10]


def version_of(text: StringTranslation | None) -> str:
    """A short name for a text as it is saved; empty for none."""
    return short(text.data) if text else ""


def sheet_of(translation: Translation) -> list[Row]:
    """All texts of a translation in the order of the page, in two queries."""
    needs_review = LanguageRule.asks_review(translation.target_locale_id)
    texts = texts_of([translation])
    model = translation.source.specific_content_type.model_class()
    rows: dict[Place, Row] = {}
    for segment in segments_in([translation]):
        place = (segment.string_id, segment.context_id)
        if place in rows:
            continue
        text = texts.get(place)
        column = field_at(model, segment.context.path)
        rows[place] = Row(
            number=len(rows) + 1,
            place=place,
            path=segment.context.path,
            label=label_at(model, segment.context.path),
            longest=column.max_length if column else None,
            source=shown(segment.string.data),
            words=len(plain(segment.string.data).split()),
            known=text,
            state=state_with(segment, text, needs_review),
        )
    bring_older(rows, texts.values())
    return list(rows.values())


def segments_in(translations: Iterable[Translation]) -> Iterable[StringSegment]:
    """The segments of translations, in the order of each page, without addresses."""
    return (
        StringSegment.objects.filter(source__in={one.source_id for one in translations})
        .exclude(context__path=ADDRESS)
        .select_related("string", "context")
        .order_by("source", "order")
    )


def texts_of(translations: Iterable[Translation]) -> dict[Place, StringTranslation]:
    """All that was ever translated of some objects into one language, by its place."""
    objects = {one.source.object_id for one in translations}
    locales = {one.target_locale_id for one in translations}
    texts = StringTranslation.objects.filter(context__object__in=objects, locale__in=locales)
    return {
        (text.translation_of_id, text.context_id): text
        for text in texts.select_related("review", "remark")
    }


def state_with(segment: Any, text: StringTranslation | None, needs_review: bool) -> State:
    """The state of a segment that has this translation."""
    review = getattr(text, "review", None)
    segment.data = text.data if text and not text.has_error else None
    segment.kind = text.translation_type if text else ""
    segment.reviewed = review.digest if review else None
    return state_of(segment, needs_review)


def bring_older(rows: dict[Place, Row], texts: Iterable[StringTranslation]) -> None:
    """Give each text that is not translated the translation of what it was before."""
    loose: dict[int, list[StringTranslation]] = defaultdict(list)
    for text in texts:
        if (text.translation_of_id, text.context_id) not in rows and text.context_id:
            loose[text.context_id].append(text)
    prefetch_related_objects([text for some in loose.values() for text in some], "translation_of")
    for row in rows.values():
        candidates = loose.get(row.place[1], [])
        if row.known is not None or not candidates:
            continue
        best = max(candidates, key=lambda one: (nearness_of(one, row), one.updated_at))
        if nearness_of(best, row) >= ALIKE:
            row.older = best
            candidates.remove(best)


def nearness_of(text: StringTranslation, row: Row) -> float:
    """How alike the source of a translation is to a text of today."""
    before = shown(text.translation_of.data).split()
    return SequenceMatcher(a=before, b=row.source.split(), autojunk=False).ratio()


def field_at(model: Any, path: str) -> Any:
    """The field that a text is the whole of; None within a stream of blocks."""
    name, *rest = path.split(".")
    found = model._meta.get_field(name)
    if isinstance(found, ForeignObjectRel) and len(rest) > 1:
        found = found.related_model._meta.get_field(rest[1])
    return None if isinstance(found, ForeignObjectRel | StreamField) else found


def label_at(model: Any, path: str) -> str:
    """What the field is called that a text is the whole of; empty within a stream of blocks."""
    column = field_at(model, path)
    return capfirst(str(column.verbose_name)) if column else ""
