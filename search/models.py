"""The index table that all engines share, the outbox of what it must still be told, and the
searches that people keep."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from search.favours import KeptFavour
from search.pins import Pin

__all__ = [
    "ExternalIndex",
    "Facet",
    "IndexJob",
    "KeptFavour",
    "Lease",
    "Outbox",
    "Pin",
    "Push",
    "SavedSearch",
    "SearchDocument",
    "SearchWord",
]


class SearchDocument(models.Model):
    """One object in one language."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=15)
    type = models.CharField(max_length=20)
    group = models.CharField(max_length=40, db_index=True)
    audience = models.CharField(max_length=40, db_index=True)
    path = models.CharField(max_length=255, db_index=True)
    title = models.CharField(max_length=255)
    title_key = models.CharField(max_length=255, help_text="The title in sorting order.")
    summary = models.TextField()
    body = models.TextField()
    date = models.DateField(null=True)
    themes = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    facets = models.TextField(default="", help_text="What filters find it by, a character each.")

    class Meta:
        verbose_name = "search document"
        verbose_name_plural = "search documents"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "language"], name="one_document_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Facet(models.Model):
    """A value that filters find documents by, such as `theme` = `water`; it is there for good."""

    name = models.CharField(max_length=15)
    value = models.CharField(max_length=50)

    class Meta:
        verbose_name = "facet"
        verbose_name_plural = "facets"
        constraints = [models.UniqueConstraint(fields=["name", "value"], name="one_facet_a_value")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class SearchWord(models.Model):
    """A word of some text, to be offered for a misspelt one to whoever may see such a text."""

    word = models.CharField(max_length=60, unique=True)
    folded = models.CharField(max_length=60, db_index=True)

    class Meta:
        verbose_name = "word"
        verbose_name_plural = "words"

    def __str__(self) -> str:
        return self.word


class Outbox(models.Model):
    """A change of an object, written in the same transaction."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "change to index"
        verbose_name_plural = "changes to index"
        indexes = [models.Index(fields=["kind", "attempts", "id"], name="search_outbox_order")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


class ExternalIndex(models.Model):
    """An index outside the database that is kept up to date: the one that answers, or the next.

    As long as there is one, database triggers note every change of a document in `Push`.
    """

    name = models.CharField(max_length=255, unique=True)
    mapping = models.CharField(max_length=64, help_text="Digest of the mapping it was made with.")
    serving = models.BooleanField(default=False)
    copied_to = models.BigIntegerField(default=0, help_text="The last document copied into it.")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "external index"
        verbose_name_plural = "external indexes"
        constraints = [
            models.UniqueConstraint(fields=["serving"], name="one_external_index_of_each_kind")
        ]

    def __str__(self) -> str:
        return self.name


class PushQuerySet(models.QuerySet["Push"]):
    """Changes to push."""

    def hiding(self) -> "PushQuerySet":
        """Those by which the external index may believe that others may see a document.

        A change that was taken back meanwhile hides nothing: a page that is saved loses its
        audience for a moment and gets it again.
        """
        now = SearchDocument.objects.filter(
            pk=models.OuterRef("document_id"), audience=models.OuterRef("believed")
        )
        return self.exclude(believed="").filter(~models.Exists(now))


class Push(models.Model):
    """A change of a document that external indexes must still hear of; its id is the version.

    Written by triggers after the change, so that later changes of a document have higher ids.
    """

    document_id = models.BigIntegerField()
    believed = models.CharField(
        max_length=40,
        blank=True,
        help_text="Who could see it before, where that changed: the external index may believe it.",
    )
    noted_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)

    objects = PushQuerySet.as_manager()

    class Meta:
        verbose_name = "change to push"
        verbose_name_plural = "changes to push"
        indexes = [
            models.Index(fields=["document_id"], name="search_push_document"),
            models.Index(
                fields=["document_id"],
                name="search_push_believed",
                condition=~models.Q(believed=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.document_id}"


SILENT = datetime.timedelta(minutes=5)
"""Whoever is not heard of for so long has died over it."""


class IndexJob(models.Model):
    """A comparison, a repair or a rebuild of the whole index: wanted, under way, or ended."""

    class Kind(models.TextChoices):
        """What is done."""

        CHECK = "check"
        REPAIR = "repair"
        REBUILD = "rebuild"
        COPY = "copy"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    began_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True, help_text="When it was last known to go on.")
    ended_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict, help_text="What a comparison counted.")
    trouble = models.TextField(help_text="Why it ended before its end.")

    class Meta:
        verbose_name = "job of the index"
        verbose_name_plural = "jobs of the index"
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_wanted(self) -> bool:
        """Whether nobody has begun it yet."""
        return self.began_at is None

    @property
    def is_under_way(self) -> bool:
        """Whether it goes on, as far as anybody knows."""
        is_heard = self.heard_at is not None and timezone.now() - self.heard_at < SILENT
        return self.ended_at is None and is_heard

    @property
    def is_whole(self) -> bool:
        """Whether it came to its end."""
        return self.ended_at is not None and not self.trouble

    @property
    def percent(self) -> int | None:
        """How much of it is done, once that is known."""
        return self.done * 100 // self.total if self.total else None


class Lease(models.Model):
    """Work that only one process does at a time, and who does it until when."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=32)
    until = models.DateTimeField()

    class Meta:
        verbose_name = "lease"
        verbose_name_plural = "leases"

    def __str__(self) -> str:
        return f"{self.name} until {self.until}"


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Saved searches, each of which is its owner's alone."""

    def of(self, person: Any) -> "SavedSearchQuerySet":
        """Those that a person saved, by name."""
        return self.filter(person=person.pk).order_by("name", "pk")


class SavedSearch(models.Model):
    """A search that somebody keeps: a name, and what its address says."""

    LONGEST_NAME = 100
    LONGEST_QUERY = 2000

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    language = models.CharField(max_length=15)
    created = models.DateTimeField(auto_now_add=True)
    last_run = models.DateTimeField(null=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = "saved search"
        verbose_name_plural = "saved searches"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language", "query"], name="one_saved_search_an_address"
            )
        ]

    def __str__(self) -> str:
        return self.name
