"""A space: where some people read, write and keep files among themselves."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from access.presets import PRESETS, Preset, codes_where, preset_choices
from access.roles import group_name


class SpaceQuerySet(models.QuerySet["Space"]):
    """Spaces as people speak of them."""

    def of(self, person: Any) -> "SpaceQuerySet":
        """The spaces that a person belongs to."""
        return self.filter(memberships__person=person)

    def listed(self) -> "SpaceQuerySet":
        """Those whose card anybody may see."""
        return self.exclude(preset__in=codes_where(visible="secret")).exclude(
            status=Space.Status.ARCHIVED
        )

    def open(self) -> "SpaceQuerySet":
        """Those that whoever is signed in reads."""
        return self.filter(preset__in=codes_where(visible="open"))

    def in_use(self) -> "SpaceQuerySet":
        """Those that are not archived."""
        return self.exclude(status=Space.Status.ARCHIVED)


def every_part() -> list[str]:
    """All parts of a space are on at first."""
    return list(Space.Part.values)


class Space(models.Model):
    """The workspace of an organisation, a network, a project, a seminar, a group or the network.

    Its names and sentences are those of its home pages, kept here so that cards, mails and lists
    need no page; `audience` is what its pages, files and threads belong to.
    """

    class Kind(models.TextChoices):
        """What the space is for."""

        ORGANIZATION = "organization", _("An organisation")
        NETWORK = "network", _("A network")
        PROJECT = "project", _("A project")
        EVENT = "event", _("A seminar or workshop")
        GROUP = "group", _("A working group")
        FOLDER = "folder", _("A folder of another space")
        MEMBERS_AREA = "members_area", _("The members’ area")

    class Status(models.TextChoices):
        """The life of a space."""

        ACTIVE = "active", _("In use")
        READ_ONLY = "read_only", _("Read only")
        ARCHIVED = "archived", _("Archived")

    class Part(models.TextChoices):
        """What a space can hold; each part is switched on or off."""

        NOTES = "notes", _("Notes")
        DISCUSSIONS = "discussions", _("Discussions")
        FILES = "files", _("Files")
        EVENTS = "events", _("Events")
        PEOPLE = "people", _("People")

    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    kind = models.CharField(_("for"), max_length=20, choices=Kind.choices, default=Kind.GROUP)
    names = models.JSONField(_("names by language"), default=dict)
    sentences = models.JSONField(_("sentences by language"), default=dict, blank=True)
    preset = models.CharField(_("who comes in"), max_length=10, choices=preset_choices)
    newcomer_role = models.CharField(_("role of newcomers"), max_length=20, default="contributor")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    parts = models.JSONField(default=every_part)
    questions = models.JSONField(_("questions to those who ask to join"), default=list, blank=True)
    machine_help = models.BooleanField(
        _("a machine may read its texts to translate them"), default=False
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="folders"
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection", on_delete=models.PROTECT, related_name="space"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SpaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("space")
        verbose_name_plural = _("spaces")
        permissions: ClassVar = [
            ("contribute_space", "Can contribute to space"),
            ("publish_space", "Can publish in space"),
            ("manage_space", "Can manage space"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind="members_area"),
                name="one_members_area",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the language now active, else in the first one written."""
        return self.in_language(self.names)

    @property
    def sentence(self) -> str:
        """What it is for, in a sentence."""
        return self.in_language(self.sentences)

    @property
    def name_language(self) -> str:
        """The code of the language that its name is read in."""
        return self.language_of(self.names)

    @property
    def sentence_language(self) -> str:
        """The code of the language that its sentence is read in."""
        return self.language_of(self.sentences)

    def in_language(self, texts: dict[str, str], language: str | None = None) -> str:
        """One of several texts: in a language, else in the site's first one that is there."""
        return texts.get(self.language_of(texts, language), "")

    def language_of(self, texts: dict[str, str], language: str | None = None) -> str:
        """The code of the language that one of several texts is read in; empty without any."""
        wanted = [language or get_language() or "", *dict(settings.LANGUAGES), *texts]
        return next((code for code in wanted if texts.get(code)), "")

    @property
    def audience(self) -> str:
        """The audience of all that is inside."""
        return f"space:{self.pk}"

    @property
    def managers_audience(self) -> str:
        """The audience of what is for its managers only."""
        return f"managers:{self.pk}"

    @property
    def rules(self) -> Preset:
        """How it can be seen and joined."""
        return PRESETS[self.preset]

    @property
    def is_open(self) -> bool:
        """Whether whoever is signed in reads it."""
        return self.rules.visible == "open"

    @property
    def is_listed(self) -> bool:
        """Whether those outside may know that it exists."""
        return self.rules.visible != "secret" and self.status != self.Status.ARCHIVED

    @property
    def is_writable(self) -> bool:
        """Whether anything can still be added."""
        return self.status == self.Status.ACTIVE

    def has(self, part: str) -> bool:
        """Whether a part is switched on."""
        return part in self.parts

    def part_name(self, part: str) -> str | Promise:
        """What people call a part."""
        return self.Part(part).label

    def group(self, role: str) -> Group:
        """The group of a role."""
        return Group.objects.get(name=group_name(self.pk, role))


class SpaceGroupPermission(GroupObjectPermissionBase):
    """A right of a role's group on a space: guardian's table, with a foreign key."""

    content_object = models.ForeignKey(Space, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        verbose_name = "right of a group on a space"
        verbose_name_plural = "rights of groups on spaces"


class SpaceUserPermission(UserObjectPermissionBase):
    """Guardian wants this table beside the other; rights are given to groups only."""

    content_object = models.ForeignKey(Space, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = "right of a person on a space"
        verbose_name_plural = "rights of persons on spaces"
