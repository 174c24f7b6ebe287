"""Files and pictures that come with a message: checked, then kept among those of the space."""

import unicodedata
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from access.models import Space
from files.fields import PictureField
from files.models import Picture, SiteDocument

MOST_FILES = 5
MOST_BYTES = 20 * 1024 * 1024
LONGEST_TITLE = 100


def extension_of(name: str) -> str:
    """What a file's name ends with, without the dot."""
    return PurePath(name).suffix.lstrip(".").lower()


def is_picture(name: str) -> bool:
    """Whether a file is to be shown rather than taken away."""
    return extension_of(name) in settings.WAGTAILIMAGES_EXTENSIONS


def title_of(name: str) -> str:
    """A file's name as a title: without what cannot be seen, and not too long."""
    stem = unicodedata.normalize("NFC", PurePath(name).stem)
    shown = "".join(sign for sign in stem if unicodedata.category(sign)[0] != "C")
    return shown.strip(" .")[:LONGEST_TITLE] or _("File")


def check(file: UploadedFile) -> None:
    """Refuse a file that is empty, too large, of a kind not taken, or not what it says it is.

    Raises:
        ValidationError: with a sentence that names the file.
    """
    name = str(file.name)
    title = f"{title_of(name)}.{extension_of(name)}"
    try:
        check_content(file, name)
    except ValidationError as error:
        reasons = " ".join(str(reason) for reason in error.messages)
        sentence = _("“%(name)s” was not taken. %(reason)s")
        raise ValidationError(sentence % {"name": title, "reason": reasons}) from error


def check_content(file: UploadedFile, name: str) -> None:
    """Refuse a file for one reason.

    Raises:
        ValidationError: with the reason in a sentence.
    """
    if not file.size:
        raise ValidationError(_("The file is empty."))
    if file.size > MOST_BYTES:
        raise ValidationError(_("It is larger than 20 MB."))
    if is_picture(name):
        PictureField().clean(file)
    elif extension_of(name) not in settings.WAGTAILDOCS_EXTENSIONS:
        kinds = [*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS]
        raise ValidationError(
            _("Files of this kind are not taken; these are: %(kinds)s.")
            % {"kinds": ", ".join(sorted(kinds))}
        )
    file.seek(0)
    stored(file, None).clean()
    file.seek(0)


def stored(file: UploadedFile, space: Space | None, **fields: Any) -> Picture | SiteDocument:
    """The picture or document of a file, not saved yet.

    Args:
        file: as it was sent.
        space: whose files it joins; None while it is only being checked.
        fields: other fields of both models.
    """
    name = str(file.name)
    model = Picture if is_picture(name) else SiteDocument
    if space is not None:
        fields["collection"] = space.collection
    return model(title=title_of(name), file=file, **fields)


def keep(file: UploadedFile, space: Space, person: Any, shows: str = "") -> Picture | SiteDocument:
    """Store a file that was checked.

    Args:
        file: as it was sent.
        space: whose files it joins.
        person: who sent it.
        shows: what a picture shows, for those who do not see it.
    """
    kept = stored(file, space, uploaded_by_user=person)
    if isinstance(kept, Picture):
        kept.description = shows
        kept._set_image_file_metadata()
    else:
        kept._set_document_file_metadata()
    kept.save()
    return kept
