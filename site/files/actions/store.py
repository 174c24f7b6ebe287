"""Keep a file that somebody sent: as a picture if it is one, else as a document."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.models import Collection

from files.fields import PictureField
from files.models import Picture, SiteDocument
from files.places import tidy_name

LONGEST_TITLE = 255


def store(
    upload: UploadedFile, collection: Collection, person: Any, language: str = ""
) -> Picture | SiteDocument:
    """Check a file and keep it in a collection.

    Args:
        upload: what was sent.
        collection: where; its audience may have the file.
        person: by whom.
        language: the language of a document, if it was said.

    Raises:
        ValidationError: with a sentence for her; nothing was kept.
    """
    name = tidy_name(upload.name or "")
    stem, suffix = PurePath(name).stem, PurePath(name).suffix[1:]
    shared: dict[str, Any] = {
        "title": title_from(upload.name or "") or stem,
        "collection": collection,
        "uploaded_by_user": person,
    }
    upload.name = name
    item: Picture | SiteDocument
    if suffix in settings.WAGTAILIMAGES_EXTENSIONS:
        item = Picture(file=PictureField().clean(upload), **shared)
        item._set_image_file_metadata()
    elif suffix in settings.WAGTAILDOCS_EXTENSIONS:
        item = SiteDocument(file=upload, language=language, **shared)
        item.clean()
        item._set_document_file_metadata()
    else:
        raise ValidationError(refusal_of_kind(suffix))
    item.save()
    return item


def title_from(name: str) -> str:
    """A title made of the name of a file: without its folders, ending and signs that hide."""
    last = PurePath(name.replace("\\", "/")).stem
    return tidy_title("".join(sign if sign.isprintable() else " " for sign in last))


def tidy_title(text: str) -> str:
    """A title in one line, without signs that do not show; empty if nothing would be read."""
    shown = "".join(sign for sign in text if sign.isprintable())
    return " ".join(shown.split())[:LONGEST_TITLE]


def refusal_of_kind(suffix: str) -> str:
    """The sentence for a kind of file that is not taken."""
    kinds = [*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS]
    return _("Files of this kind are not taken (%(kind)s). Those that are: %(kinds)s.") % {
        "kind": f".{suffix}" if suffix else "?",
        "kinds": ", ".join(sorted(kinds)),
    }
