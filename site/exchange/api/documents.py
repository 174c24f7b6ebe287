"""Documents: files to take away."""

from typing import Any

from django.db.models import QuerySet
from pydantic import BaseModel, Field

from access.visibility import visible_to
from exchange.addresses import absolute
from exchange.api.noun import Noun
from files.models import SiteDocument


class DocumentItem(BaseModel):
    """A file to take away."""

    id: int
    title: str
    format: str = Field(description="The kind of file as people name it, such as PDF.")
    size: int | None = Field(description="In bytes.")
    language: str = Field(description="The language of the file; empty when it is not known.")
    file_name: str
    address: str = Field(description="Where the file itself is.")


class Documents(Noun):
    """What the API says of documents."""

    name = "documents"
    item = detail = DocumentItem

    def visible(self, audiences: tuple[str, ...]) -> QuerySet[Any]:
        """All documents that the holder of these audiences may take away."""
        return visible_to(SiteDocument.objects.all(), audiences)

    def items(self, keys: list[int], audiences: tuple[str, ...]) -> list[DocumentItem]:
        """What is said of these documents, in one query."""
        return [
            DocumentItem(
                id=document.pk,
                title=document.title,
                format=document.format,
                size=size_of(document),
                language=document.language,
                file_name=document.filename,
                address=absolute(document.url),
            )
            for document in SiteDocument.objects.filter(pk__in=keys).order_by("pk")
        ]


def size_of(document: SiteDocument) -> int | None:
    """Bytes of a document's file; None when the file is lost."""
    if document.file_size is not None:
        return document.file_size
    try:
        return int(document.file.size)  # a document that was not uploaded through a form
    except OSError:
        return None
