"""The files that resources give to take away."""

from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.models import Collection

from files.models import FileText, SiteDocument
from files.text.extract import read
from files.text.queue import kind_of

FOLDER = Path(__file__).parent / "files"


def store_document(name: str, title: str, language: str, collection: Collection) -> SiteDocument:
    """Store a file of the demonstration, and read its text for the index.

    It is our own, so it is read here: a process for each would cost a quarter of a second.

    Args:
        name: the name of the file, its extension included.
        title: the title of the resource that gives it.
        language: the language that it is written in.
        collection: where editors find it.
    """
    content = (FOLDER / language / name).read_bytes()
    file = ContentFile(content, name=name)
    document = SiteDocument(
        title=title, language=language, file=file, file_size=file.size, collection=collection
    )
    document._set_document_file_metadata()
    document.save()
    outcome = read(BytesIO(content), kind_of(document))
    FileText.objects.filter(document=document).update(state=outcome.state, text=outcome.text)
    return document
