"""Let drafts and former versions of pages name another record: one that is gone breaks them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import ReferenceIndex, Revision
from wagtail_localize.models import TranslationSource

OF_THE_ROW = frozenset({"pk", "sort_order", "translation_key"})
AT_ONCE = 50


@dataclass(frozen=True)
class Renumbering:
    """A record that is part of another one now.

    Attributes:
        model: of both.
        kept: the number of the one that stays.
        gone: the number of the other.
        block_field: the field of stream blocks that holds such numbers; empty where none does.
    """

    model: type[Model]
    kept: int
    gone: int
    block_field: str = ""

    def in_versions(self, hint: str) -> None:
        """Rewrite every version that can be taken back, and those that translators work from.

        Args:
            hint: what the text of a version holds if it names the record that is gone.
        """
        rows = Revision.page_revisions.alias(text=Cast("content", TextField()))
        for several in portions(rows.filter(text__contains=hint)):
            changed = [row for row in several if self.in_kept(row.content_type, row.content)]
            Revision.objects.bulk_update(changed, ["content"])
        for several in portions(TranslationSource.objects.filter(content_json__contains=hint)):
            sources = []
            for source in several:
                content = json.loads(source.content_json)
                if self.in_kept(source.specific_content_type, content):
                    source.content_json = json.dumps(content)
                    sources.append(source)
            TranslationSource.objects.bulk_update(sources, ["content_json"])

    def in_kept(self, kind: ContentType, content: dict[str, Any]) -> bool:
        """Rewrite a version of an object of a kind that the site still knows."""
        model = kind.model_class()
        return model is not None and self.in_version(model, content)

    def in_version(self, model: type[Model], content: dict[str, Any]) -> bool:
        """Let a version of an object, as revisions keep it, name the one that stays.

        Args:
            model: of the object.
            content: its fields; changed in place.

        Returns:
            Whether it named the other.
        """
        is_changed = False
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            value = content.get(field.name)
            if isinstance(field, StreamField) and value:
                raw = json.loads(value)
                if self.in_stream(raw):
                    content[field.name] = json.dumps(raw)
                    is_changed = True
            elif field.related_model is self.model and value == self.gone:
                content[field.name], is_changed = self.kept, True
            elif (
                field.related_model is self.model and isinstance(value, list) and self.gone in value
            ):
                others = [key for key in value if key not in (self.kept, self.gone)]
                content[field.name], is_changed = [*others, self.kept], True
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            rows = content.get(name) or []
            changes = [self.in_version(relation.related_model, row) for row in rows]
            if any(changes):
                content[name], is_changed = list(once(rows)), True
        return is_changed

    def in_stream(self, raw: Any) -> bool:
        """Let the blocks of a stream name the one that stays.

        Returns:
            Whether one named the other.
        """
        if isinstance(raw, list):
            changes = [self.in_stream(one) for one in raw]
            return any(changes)
        if not isinstance(raw, dict):
            return False
        changes = [self.in_stream(one) for one in raw.values()]
        if self.block_field and raw.get(self.block_field) == self.gone:
            raw[self.block_field] = self.kept
            return True
        return any(changes)


def portions(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """Rows, some at a time: their texts are long."""
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        yield list(rows.model._default_manager.filter(pk__in=keys[start : start + AT_ONCE]))


def once(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of a version, without those that say the same as one before."""
    seen = []
    for row in rows:
        said = {name: value for name, value in row.items() if name not in OF_THE_ROW}
        if said not in seen:
            seen.append(said)
            yield row


def uses_of(record: Model) -> Iterable[tuple[type[Model], int]]:
    """The objects that name a record, each once."""
    rows = ReferenceIndex.get_references_to(record).order_by()
    kinds = rows.values_list("base_content_type", "object_id").distinct()
    for kind, key in list(kinds):
        model = ContentType.objects.get_for_id(kind).model_class()
        if model:
            yield model, int(key)
