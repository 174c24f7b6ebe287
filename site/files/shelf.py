"""The files of a space, pictures and documents together, the latest first."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db.models import CharField, Q, QuerySet, Value
from wagtail.models import Collection

from access.models import Space
from access.visibility import visible_to
from files.models import Picture, SiteDocument
from files.permissions import held_and_changeable, may_change

ROWS = 30
LONGEST_QUERY = 100
KINDS: dict[str, type[Picture] | type[SiteDocument]] = {
    "document": SiteDocument,
    "picture": Picture,
}


@dataclass(frozen=True)
class Row:
    """A file as the shelf shows it."""

    kind: str
    item: Any
    may_change: bool

    @property
    def url(self) -> str:
        """Where the file is."""
        return str(self.item.file.url if self.kind == "picture" else self.item.url)

    @property
    def remark(self) -> str:
        """What whoever may change it should know of it; empty when all is as it should be."""
        if self.item.held_for:
            return str(self.item.held_sentence)
        known = getattr(self.item, "file_text", None) if self.may_change else None
        return known.sentence if known and known.is_remarkable else ""

    @property
    def format(self) -> str:
        """What people call its format, for instance `PDF`."""
        return str(self.item.file.name.rpartition(".")[2].upper())


def files_of(
    space: Space, kind: str, audiences: tuple[str, ...], person: Any = None
) -> QuerySet[Any]:
    """The pictures or the documents of a space that the holder of these audiences may see.

    Args:
        space: whose files.
        kind: a key of `KINDS`.
        audiences: what the reader belongs to.
        person: who looks, to list what is kept back and she may change too.
    """
    inside = Collection.objects.descendant_of(space.collection, inclusive=True)
    files = KINDS[kind].objects.filter(collection__in=inside)
    seen = visible_to(files, audiences)
    if person is None:
        return seen
    held = held_and_changeable(person, files)
    return files.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=held.values("pk")))


def shelf(
    space: Space, person: Any, audiences: tuple[str, ...], text: str, page: str
) -> PageOfRows:
    """A page of the files of a space, each row a `Row`.

    Args:
        space: whose files.
        person: who looks: she is told which she may change.
        audiences: what she belongs to.
        text: what their names must hold; empty for all.
        page: its number, as the address says it; nonsense gives the first.
    """
    found = [
        files_of(space, kind, audiences, person)
        .filter(title__icontains=text[:LONGEST_QUERY].replace("\0", ""))
        .annotate(kind=Value(kind, CharField()))
        .order_by()
        .values_list("created_at", "kind", "pk")
        for kind in KINDS
    ]
    rows = found[0].union(*found[1:], all=True).order_by("-created_at", "-pk")
    shown = Paginator(rows, ROWS).get_page(page)
    items = {
        (kind, key): item
        for kind, model in KINDS.items()
        for key, item in with_what_rows_show(model)
        .in_bulk([pk for _at, name, pk in shown.object_list if name == kind])
        .items()
    }
    shown.object_list = [
        Row(kind, items[kind, key], bool(may_change(person, items[kind, key], space)))
        for _at, kind, key in shown.object_list
        if (kind, key) in items
    ]
    return shown


def with_what_rows_show(model: type[Picture] | type[SiteDocument]) -> QuerySet[Any]:
    """Pictures or documents, with what a row of the shelf tells of them; not their text."""
    items: QuerySet[Any] = model._base_manager.select_related("uploaded_by_user")
    if model is SiteDocument:
        return items.select_related("file_text").defer("file_text__text")
    return items
