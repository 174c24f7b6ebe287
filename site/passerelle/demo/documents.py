"""The files that resources give to take away."""

from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.models import Collection

from files.models import SiteDocument

FOLDER = Path(__file__).parent / "files"


def store_document(name: str, title: str, language: str, collection: Collection) -> SiteDocument:
    """Store a file of the demonstration; its text is read for the index.

    Args:
        name: the name of the file, its extension included.
        title: the title of the resource that gives it.
        language: the language that it is written in.
        collection: where editors find it.
    """
    file = ContentFile((FOLDER / language / name).read_bytes(), name=name)
    document = SiteDocument(
        title=title, language=language, file=file, file_size=file.size, collection=collection
    )
    document._set_document_file_metadata()
    document.save()
    return document
