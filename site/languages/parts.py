"""The parts of a page, as readers and translators count them: a block, a field, a child.

wagtail-localize cuts texts into segments, which are too fine to say "this block is not translated
yet"; a part is what can be shown in one language as a whole.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import CharField, Field, Model, TextField
from django.utils.html import strip_tags
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

ADDRESS = "slug"
"""The end of an address is made from the title; nobody reads it as a text."""

TECHNICAL = {"sort_order", "translation_key"}

KEYS_IN_PATHS = re.compile(r"\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KEYS_OF_BLOCKS = re.compile(r' data-block-key="[^"]*"')


@dataclass(frozen=True)
class Part:
    """A part of a page at one moment.

    Attributes:
        key: what stays when its text changes: `title`, `body.<block>`, `sessions.<child>`.
        digest: changes when anything in it does, a picture or a number too.
        texts: its paragraphs as words, without markup.
        state: of a translation, how far it has come: a value of `languages.states.State`.
    """

    key: str
    digest: str
    texts: list[str] = field(default_factory=list)
    state: str = ""

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(text.split()) for text in self.texts)

    def as_data(self) -> dict[str, Any]:
        """It, as JSON keeps it."""
        return asdict(self)


def part_key(instance: Model, path: str) -> str:
    """The key of the part that a segment of wagtail-localize belongs to.

    Args:
        instance: the page or other object.
        path: the place of the segment, such as `body.<block>.heading`.
    """
    name, *rest = path.split(".")
    found = instance._meta.get_field(name)
    if rest and (isinstance(found, StreamField) or not isinstance(found, Field)):
        return f"{name}.{rest[0]}"
    return name


def part_keys(path: str) -> tuple[str, str]:
    """What the key of the part at a place can be, where its page is not at hand.

    Args:
        path: the place of a segment, such as `body.<block>.heading`.
    """
    name, *rest = path.split(".")
    return name, ".".join([name, *rest[:1]])


def parts_of(instance: Any) -> list[Part]:
    """All parts of a page or other translatable object, in the order of its segments.

    Parts without words (a date, the number of places) are there too: when they change, a
    translation says what is no longer so.
    """
    texts: dict[str, list[str]] = {}
    prints: dict[str, list[str]] = {}
    for key, digest in untranslated_values(instance):
        prints.setdefault(key, []).append(digest)
    for segment in extract_segments(instance):
        key = part_key(instance, segment.path)
        if key == ADDRESS:
            continue
        if isinstance(segment, StringSegmentValue):
            html = segment.string.data
            # Without the key itself: a block that is taken out and put back has another one.
            prints.setdefault(key, []).append(f"{without_keys(segment.path, key)}:{html}")
            texts.setdefault(key, []).append(plain(html))
    return [
        Part(key, fingerprint(prints[key]), texts.get(key, []))
        for key in in_reading_order(instance, prints)
    ]


def in_reading_order(instance: Any, keys: Iterable[str]) -> list[str]:
    """The keys in the order of reading: fields as the model has them, blocks as the stream has.

    Others, such as children, stay in the order in which they come.
    """
    streams = {key: place for place, key in enumerate(blocks_in_order(instance))}
    names = {one.field_name: place for place, one in enumerate(fields_of(instance))}
    return sorted(keys, key=lambda key: (names.get(key.split(".")[0], -1), streams.get(key, 0)))


def fields_of(instance: Any) -> list[Any]:
    """What wagtail-localize translates or copies, as it names it."""
    return list(get_translatable_fields(type(instance)))


def blocks_in_order(instance: Any) -> Iterator[str]:
    """The keys of all blocks of all streams."""
    for one in fields_of(instance):
        if isinstance(one.get_field(type(instance)), StreamField):
            for block in one.get_value(instance):
                yield f"{one.field_name}.{block.id}"


def untranslated_values(instance: Any) -> Iterator[tuple[str, str]]:
    """Whole blocks, dates and numbers of a page and its children, with what they hold."""
    for one in fields_of(instance):
        column = one.get_field(type(instance))
        if isinstance(column, StreamField):
            for block in one.get_value(instance).get_prep_value():
                stored = json.dumps([block["type"], without_ids(block["value"])], sort_keys=True)
                yield f"{one.field_name}.{block['id']}", stored
        elif not isinstance(column, Field):
            for child in children(instance, one):
                values = [fact(value, child) for value in facts(type(child))]
                yield f"{one.field_name}.{child.translation_key}", json.dumps(values)
        elif column in facts(type(instance)):
            yield one.field_name, fact(column, instance)


def children(instance: Any, one: Any) -> list[Any]:
    """The translatable children of a page under one name; none where they are not translated."""
    if not one.is_translated(instance):
        return []
    return list(getattr(instance, one.field_name).all())


def facts(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns of ours that are the same in each language: dates, numbers, choices."""
    return [
        column
        for column in model._meta.concrete_fields
        if column.editable
        and not column.primary_key
        and not column.is_relation
        and column.model is not Page
        and (not isinstance(column, CharField | TextField) or column.choices)
        and column.name not in TECHNICAL
    ]


def fact(column: Field[Any, Any], thing: Any) -> str:
    """A date, number or choice as text; of several choices, all."""
    return json.dumps(column.value_to_string(thing), default=str)


def without_ids(value: Any) -> Any:
    """A block's value without the keys that editing gives anew."""
    if isinstance(value, dict):
        return {name: without_ids(one) for name, one in value.items() if name != "id"}
    if isinstance(value, list):
        return [without_ids(one) for one in value]
    if isinstance(value, str):
        return KEYS_OF_BLOCKS.sub("", value)
    return value


def without_keys(path: str, key: str) -> str:
    """The place of a segment within its part, without the keys that editing gives anew."""
    return KEYS_IN_PATHS.sub("", path.removeprefix(key))


def plain(html: str) -> str:
    """The words of a segment."""
    return " ".join(strip_tags(html.replace("<br", " <br")).split())


def fingerprint(prints: list[str]) -> str:
    """A short digest of what a part holds."""
    return hashlib.sha256("\x1f".join(prints).encode()).hexdigest()[:24]


def text_digest(instance: Any) -> str:
    """A short digest of all that a page says."""
    return fingerprint([part.digest for part in parts_of(instance)])


def from_data(rows: list[dict[str, Any]]) -> list[Part]:
    """Parts, as JSON kept them."""
    return [Part(**row) for row in rows]
