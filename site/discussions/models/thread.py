"""A thread: a note with its comments, a discussion, or the comments on a page of a space."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.models import SWITCHED_OFF, Space
from access.visibility import visible_to


@dataclass(frozen=True)
class Kind:
    """A kind of thread.

    Attributes:
        code: stable name; also its type in search.
        name: what people call one.
        part: the part of a space that switches it on and off.
        list_name: name of the address of the list; empty where there is none.
        new_name: name of the address of the form for a new one.
        thread_name: name of the address of one.
        begin: what the link to the form says.
        send: what the button of the form says.
        about: what such a thing is for, where there is none yet.
    """

    code: str
    name: str | Promise
    part: str
    list_name: str = ""
    new_name: str = ""
    thread_name: str = ""
    begin: str | Promise = ""
    send: str | Promise = ""
    about: str | Promise = ""

    @property
    def part_name(self) -> str | Promise:
        """What people call the part of a space that holds them."""
        return Space.Part(self.part).label


NOTE = Kind(
    "note", _("Note"), "notes", "space_notes", "space_note_new", "space_note",
    _("Write a note"), _("Publish the note"),
    _("A note tells the others something: a visit, a decision, a photo of the day."),
)  # fmt: skip
DISCUSSION = Kind(
    "discussion", _("Discussion"), "discussions",
    "space_discussions", "space_discussion_new", "space_discussion",
    _("Begin a discussion"), _("Begin the discussion"),
    _("A discussion is for a question, or for what has to be decided together."),
)  # fmt: skip
PAGE = Kind("page", _("Comments"), "discussions", thread_name="space_page_comments")

KINDS = {kind.code: kind for kind in (NOTE, DISCUSSION, PAGE)}


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads as people speak of them."""

    def with_a_title(self) -> "ThreadQuerySet":
        """Notes and discussions: what lists and search show."""
        return self.exclude(kind=PAGE.code)

    def by_activity(self) -> "ThreadQuerySet":
        """The one that was last written in first."""
        return self.order_by("-last_activity", "-pk")

    def by_birth(self) -> "ThreadQuerySet":
        """The one that was begun last first."""
        return self.order_by("-created", "-pk")

    def held(self, key: int) -> "Thread":
        """One thread with its space; nobody else writes in it until the transaction ends."""
        found = self.select_for_update(of=("self",), no_key=True).select_related("space")
        return found.get(pk=key)

    def seen_by(self, audiences: tuple[str, ...]) -> "models.QuerySet[Thread]":
        """Those that the holder of these audiences may see, each with its space and author."""
        return visible_to(self, audiences).select_related("space", "author")


class Thread(models.Model):
    """Messages in their order, under a title, in a space."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="threads")
    kind = models.CharField(max_length=12, choices=[(code, k.name) for code, k in KINDS.items()])
    title = models.CharField(_("title"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=15)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    audience = models.CharField("audience", max_length=40)
    page_key = models.UUIDField(null=True, blank=True)
    length = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    last_activity = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    audience_lookup = "audience"
    wagtail_reference_index_ignore = True

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        indexes = [
            models.Index(fields=["audience", "last_activity"], name="threads_by_activity"),
            models.Index(fields=["space", "kind", "created"], name="threads_of_a_space"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "page_key"],
                condition=models.Q(page_key__isnull=False),
                name="one_thread_a_page",
            )
        ]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.pk}"

    @property
    def facts(self) -> Kind:
        """What its kind is called, and where it is."""
        return KINDS[self.kind]

    @property
    def is_closed(self) -> bool:
        """Whether nobody can answer any more."""
        return self.closed_at is not None

    @property
    def comments(self) -> int:
        """How many messages follow the first one; all of them below a page."""
        return self.length if self.kind == PAGE.code else max(0, self.length - 1)

    @property
    def address(self) -> str:
        """Where it is read, in the language now active."""
        key = self.page_key if self.kind == PAGE.code else self.pk
        return reverse(self.facts.thread_name, args=[self.space.slug, key])

    def current_audience(self) -> str:
        """What its audience must be: its space's, or nobody's while it is off or hidden."""
        is_on = self.space.has(self.facts.part) and self.hidden_at is None
        return self.space.audience if is_on else SWITCHED_OFF

    def grow(self, moment: datetime.datetime) -> int:
        """Make room for one message more, on a row that the caller has locked.

        Args:
            moment: when the message is written.

        Returns:
            The place of the message, from 1.
        """
        self.length += 1
        self.last_activity = moment
        self.save(update_fields=["length", "last_activity"])
        return self.length
