"""A message of a thread, and the files and pictures that come with it."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.models import Space
from access.visibility import visible_to
from discussions.models.thread import PAGE, Thread
from files.models import Picture, SiteDocument

LONGEST_TEXT = 20_000


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages as people speak of them."""

    def in_order(self) -> "MessageQuerySet":
        """As they were written."""
        return self.order_by("position")

    def standing(self) -> "MessageQuerySet":
        """Those that nobody withdrew."""
        return self.filter(withdrawn_at=None)

    def seen_by(self, audiences: tuple[str, ...]) -> "models.QuerySet[Message]":
        """Those that the holder of these audiences may see, with their thread and author."""
        return visible_to(self, audiences).select_related("thread__space", "author")

    def to_show(self) -> "MessageQuerySet":
        """With all that a page shows of them, in a number of queries that never grows."""
        return (
            self.in_order()
            .select_related("author")
            .prefetch_related(
                models.Prefetch(
                    "attachments", Attachment.objects.select_related("document", "picture")
                ),
                "mentions__person",
            )
        )


class Message(models.Model):
    """What somebody wrote in a thread; the first message of a note is its text."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True)
    position = models.PositiveIntegerField()
    form_key = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    audience_lookup = "thread__audience"
    wagtail_reference_index_ignore = True

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["created"], name="messages_by_date")]
        constraints = [
            models.UniqueConstraint(fields=["thread", "position"], name="one_message_a_place"),
            models.UniqueConstraint(fields=["author", "form_key"], name="one_message_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}.{self.position}"

    @property
    def space(self) -> Space:
        """The space that it lies in."""
        return self.thread.space

    @property
    def is_withdrawn(self) -> bool:
        """Whether its text is gone for good."""
        return self.withdrawn_at is not None

    @property
    def opens(self) -> bool:
        """Whether it is the text of a note, or the first words of a discussion."""
        return self.position == 1 and self.thread.kind != PAGE.code

    @property
    def anchor(self) -> str:
        """Its name within a page."""
        return f"m-{self.position}"

    def key_of_version(self, number: int) -> uuid.UUID:
        """The key of the form that changes a version of it into the next; 0 gives the first."""
        return uuid.uuid5(self.form_key, str(number)) if number else self.form_key

    @property
    def sent_key(self) -> uuid.UUID:
        """The key of the form whose words it shows: browsers then forget their draft."""
        return self.key_of_version(self.version - 1)

    def mark_edited(self, moment: datetime.datetime) -> None:
        """Count one version more."""
        self.version += 1
        self.edited_at = moment


class Attachment(models.Model):
    """A file or a picture that came with a message; both lie among the files of its space."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        SiteDocument, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    picture = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document=None, picture__isnull=False)
                | models.Q(document__isnull=False, picture=None),
                name="either_file_or_picture",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def file(self) -> SiteDocument | Picture:
        """What is attached."""
        found = self.document or self.picture
        assert found is not None
        return found

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.file.title)
