"""What a person tells of herself, and to whom: each field has a circle of its own."""

import uuid
from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from files.portraits import portrait_place
from people.models.organization import Organization
from people.models.person import Person
from people.querysets import ProfileQuerySet
from thesaurus.models import Territory


class Circle(models.TextChoices):
    """Who is shown something, from nobody to everybody."""

    NOBODY = "nobody", _("Nobody")
    SPACES = "spaces", _("The people of my spaces")
    MEMBERS = "members", _("Members")
    EVERYBODY = "everybody", _("Everybody")


def shown_to(label: Any) -> Any:
    """The field that says who is shown another; nobody until she decides otherwise."""
    return models.CharField(
        label, max_length=10, choices=Circle.choices, default=Circle.NOBODY, db_index=True
    )


class Profile(models.Model):
    """Somebody as she shows herself. Without a name shown to a reader, she is not there for him.

    `FIELDS` are what she says in words; her photo has a circle of its own too.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="profile")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150)
    name_shown = shown_to(_("name shown to"))
    function = models.CharField(_("function"), max_length=150, blank=True)
    function_shown = shown_to(_("function shown to"))
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organisation"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    organization_shown = shown_to(_("organisation shown to"))
    offers = models.TextField(_("what you know and offer"), max_length=1000, blank=True)
    offers_shown = shown_to(_("what you know and offer shown to"))
    spoken = models.CharField(_("languages that you speak"), max_length=150, blank=True)
    spoken_shown = shown_to(_("languages shown to"))
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("country or region"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    territory_shown = shown_to(_("country or region shown to"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    phone_shown = shown_to(_("telephone shown to"))

    photo: Any = models.FileField(_("photo"), upload_to=portrait_place, blank=True)
    photo_shown = shown_to(_("photo shown to"))

    FIELDS = ("name", "function", "organization", "offers", "spoken", "territory", "phone")

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a photo that another one replaces, or none, leaves the disk."""
        before = type(self).objects.filter(pk=self.pk).first()
        super().save(*args, **kwargs)
        if before and before.photo.name != self.photo.name:
            before.throw_photo_away()

    @property
    def photo_weight(self) -> int:
        """Bytes of the photo; none where its file is lost."""
        try:
            return int(self.photo.size)
        except FileNotFoundError:
            return 0

    def throw_photo_away(self) -> None:
        """Take the file of the photo off the disk once this is committed."""
        if self.photo:
            transaction.on_commit(partial(self.photo.storage.delete, self.photo.name))
