"""A person's account: an e-mail address, a name, a language, and whether it can be used."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thesaurus.languages import first_language, site_languages


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts that sign in with an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make an account; without a password nobody can sign in with it."""
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make an account for the command line, above all rights."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractUser):
    """Somebody with an account; there is no user name beside the e-mail address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("language"), max_length=15, choices=site_languages, default=first_language
    )
    limited = models.BooleanField(
        _("limited account"),
        default=False,
        help_text=_("A partner or a volunteer, who sees nothing but what she is given."),
    )
    suspended_at = models.DateTimeField(_("suspended at"), null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True, editable=False)
    session_epoch = models.PositiveIntegerField(
        default=0, editable=False, help_text="Raising it ends every session at once."
    )
    factor_epoch = models.PositiveIntegerField(
        default=0, editable=False, help_text="Raised whenever her roles or second factors change."
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[PersonManager] = PersonManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        if self.erased_at:
            return gettext("Former member")
        return self.get_full_name() or self.email

    # Django's one private part of the hash of sessions, which both of its public ones call.
    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """What a session must still know: the password, and the epoch of sessions."""
        return salted_hmac(
            "people.Person.session",
            f"{self.password}:{self.session_epoch}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()
