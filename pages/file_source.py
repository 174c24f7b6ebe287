"""What the search index is told of the files of spaces."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Collection

from access.models import PUBLIC, SWITCHED_OFF, Space
from access.visibility import visible_to
from files.models import SiteDocument
from search.documents import Entry


class FileSource:
    """Documents that lie in spaces; what is public is found by the page that gives it."""

    kind = "document"

    def entries(self, object_ids: list[int]) -> Iterable[tuple[int, Entry]]:
        """One entry for each document, in its own language."""
        found = in_spaces().filter(pk__in=object_ids)
        documents = list(found.select_related("collection__audience_row", "file_text"))
        without_files = hidden_collections(documents)
        languages = tuple(dict(settings.LANGUAGES))
        for document in documents:
            is_off = document.collection.path.startswith(without_files)
            yield (
                document.pk,
                Entry(
                    type="document",
                    language=document.language or settings.LANGUAGE_CODE,
                    group=f"document-{document.pk}",
                    title=document.title,
                    summary="",
                    body=document.text,
                    date=document.created_at.date(),
                    details=file_details(document),
                    audience=SWITCHED_OFF if is_off else document.audience,
                    shown_in=languages,
                ),
            )

    def all_ids(self) -> Iterable[int]:
        """Every document of a space."""
        return in_spaces().values_list("pk", flat=True)

    def addresses(
        self, keys: list[tuple[int, str]], audiences: tuple[str, ...]
    ) -> dict[tuple[int, str], str]:
        """Addresses of the files that may be had now."""
        languages = dict(keys)
        found = visible_to(in_spaces().filter(pk__in=languages), audiences)
        documents = list(found.select_related("collection"))
        without_files = hidden_collections(documents)
        return {
            (document.pk, languages[document.pk]): document.url
            for document in documents
            if not document.collection.path.startswith(without_files)
        }


def file_details(document: SiteDocument) -> dict[str, str | int]:
    """What a row says of a file: its format, and its size where that is known."""
    details: dict[str, str | int] = {"format": document.format}
    if size := document.file_size:
        details["size"] = size
    return details


def in_spaces() -> QuerySet[SiteDocument]:
    """The documents that are not for everybody."""
    return SiteDocument.objects.exclude(collection__audience_row__audience=PUBLIC)


def hidden_collections(documents: list[SiteDocument]) -> tuple[str, ...]:
    """Paths of the collections of these documents’ spaces whose files are switched off."""
    paths = {document.collection.path for document in documents}
    step = Collection.steplen
    above = {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
    rows = Space.objects.filter(collection__path__in=above).values_list("collection__path", "parts")
    return tuple(path for path, parts in rows if Space.Part.FILES not in parts)
