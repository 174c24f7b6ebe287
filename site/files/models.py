"""Our own picture and document models, from the first migration.

Both have the audience of their collection, and lie on disk where that audience wants them.
"""

import datetime
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as StockDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, ImageQuerySet
from wagtail.images.models import Image as StockImage

from access.models import PUBLIC, JournalEntry, Space
from files.checks import check_document
from files.drawn import ApartFilter
from files.held import Holdable, mark_of, marked
from files.moving import announce, settle
from files.places import document_place, place_of, tidy_name
from files.text.queue import digest_of, kind_of, note_file
from files.text.record import FileText
from files.traces import without_position
from thesaurus.languages import site_languages


class MovingQuerySet(models.QuerySet[Any]):
    """Files that follow when many are put into another collection at once."""

    def update(self, **values: Any) -> int:
        """Update, and move what now lies in the wrong place."""
        if not {"collection", "collection_id"} & set(values):
            return super().update(**values)
        with transaction.atomic():
            keys = list(self.values_list("pk", flat=True))
            number = super().update(**values)
            announce(self.model._base_manager.filter(pk__in=keys))
        return number


class PictureQuerySet(MovingQuerySet, ImageQuerySet):
    """Pictures."""


class SiteDocumentQuerySet(MovingQuerySet, DocumentQuerySet):
    """Documents."""


class InCollection:
    """What lies in a collection, and belongs to whom that belongs to."""

    audience_lookup = "collection__audience_row__audience"
    collection: Any
    collection_id: Any
    file: Any

    @property
    def audience(self) -> str:
        """The audience of its collection; empty when that has none."""
        row = getattr(self.collection, "audience_row", None)
        return row.audience if row else ""

    @property
    def is_public(self) -> bool:
        """Whether everybody may have it."""
        return self.audience == PUBLIC

    @property
    def space(self) -> Space | None:
        """The space that it lies in; None for what is public."""
        _kind, _colon, number = self.audience.partition(":")
        return Space.objects.filter(pk=number).first() if number.isdigit() else None


class Consent(models.TextChoices):
    """Whether the people that a picture shows agree to be shown."""

    UNASKED = "", _("Not asked yet")
    AGREED = "agreed", _("They agree")
    NOBODY = "nobody", _("Nobody can be recognised")


class Picture(InCollection, Holdable, AbstractImage):
    """A picture, stored once and shown at two widths."""

    credit = models.CharField(
        _("credit"),
        max_length=150,
        blank=True,
        help_text=_("Who made the picture and who may use it."),
    )

    consent = models.CharField(
        _("consent of the people shown"), max_length=10, choices=Consent, blank=True
    )

    objects = PictureQuerySet.as_manager()

    admin_form_fields = (*StockImage.admin_form_fields, "credit", "consent")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [models.Index(fields=["file"], name="picture_by_file")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new file without its position, and an old one where its audience wants it."""
        if self.file and not self.file._committed:
            self._set_image_file_metadata()
        is_held = self.take_mark()
        with transaction.atomic():
            super().save(*args, **kwargs)
            settle([self])
            if is_held:
                self.note_in_journal(JournalEntry.Verb.FILE_HELD, self.uploaded_by_user)

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> Any:
        """A copy of it, drawn by a process apart.

        Raises:
            SourceImageIOError: its file is lost, or cannot be drawn.
        """
        return super().generate_rendition_file(ApartFilter(filter.spec), source=source)

    def get_upload_to(self, filename: str) -> str:
        """Where its file is stored under a name."""
        return f"{place_of(self.collection_id)}/original_images/{tidy_name(filename)}"

    def _set_image_file_metadata(self) -> None:
        """Note weight and mark of the file as it will be stored: without its position."""
        if self.file and not self.file._committed:
            cleaned = without_position(self.file.file)
            if cleaned is not None:
                reason = mark_of(self.file.file) or ""
                self.file = marked(ContentFile(cleaned, name=self.file.name), reason)
        super()._set_image_file_metadata()


class Rendition(AbstractRendition):
    """A picture at one width in one format, with its weight so that pages can announce it."""

    audience_lookup = "image__collection__audience_row__audience"
    held_lookup = "image__held_for"

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    weight = models.PositiveIntegerField(_("weight in bytes"), default=0)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]

    def get_upload_to(self, filename: str) -> str:
        """Where its file is stored: as near or as far from readers as the picture itself."""
        name = self.file.field.storage.get_valid_name(filename)
        return f"{place_of(self.image.collection_id)}/images/{name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note the weight of the file before saving."""
        self.weight = self.file.size
        super().save(*args, **kwargs)


class SiteDocument(InCollection, Holdable, AbstractDocument):
    """A file to take away: its language and its text are known, so that it is found."""

    file: Any = models.FileField(_("file"), upload_to=document_place)
    language = models.CharField(
        _("language of the file"), max_length=15, choices=site_languages, blank=True
    )
    file_came_at = models.DateTimeField(
        _("when its present file came"), default=timezone.now, editable=False
    )

    objects = SiteDocumentQuerySet.as_manager()

    admin_form_fields = (*StockDocument.admin_form_fields, "language")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Have the text of a new file read, so that search finds it; lay it where it belongs.

        What it weighs and when it came is noted, whoever stores it: pages say so beside it.
        """
        digest = ""
        if self.file and not self.file._committed:
            self._set_document_file_metadata()
            digest = digest_of(self.file.chunks(), kind_of(self))
            self.file.seek(0)
            self.file_came_at = timezone.now()
        is_held = self.take_mark()
        with transaction.atomic():
            super().save(*args, **kwargs)
            settle([self])
            if is_held:
                self.note_in_journal(JournalEntry.Verb.FILE_HELD, self.uploaded_by_user)
            if digest:
                note_file(self, digest)

    @property
    def text(self) -> str:
        """The words of its file, as far as they are known; none while it is kept back."""
        if self.held_for:
            return ""
        known: FileText | None = getattr(self, "file_text", None)
        return known.text if known else ""

    @property
    def since(self) -> datetime.date:
        """The day on which its present file came."""
        return timezone.localdate(self.file_came_at)

    @property
    def format(self) -> str:
        """The kind of file as people name it, for instance `PDF`."""
        return PurePath(self.file.name).suffix.lstrip(".").upper()

    def clean(self) -> None:
        """Refuse a file of another kind than its name says.

        Raises:
            ValidationError: the new file is not what it should be.
        """
        if not self.file:  # A form that asks for the rest, once the file has come, has none.
            return
        super().clean()
        if not self.file._committed:
            try:
                check_document(self.file.file, self.file_extension)
            except ValidationError as refusal:
                raise ValidationError({"file": refusal.messages}) from refusal
