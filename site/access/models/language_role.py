"""Who translates into which languages, and of what: the public site, or a space."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.models.space import Space


class LanguageRole(models.Model):
    """One person may translate into one language what lies on the public site or in one space."""

    class Role(models.TextChoices):
        """What she may do there."""

        TRANSLATOR = "translator", _("translator")
        REVIEWER = "reviewer", _("reviewer")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="language_roles"
    )
    language = models.CharField(_("language"), max_length=10)
    space = models.ForeignKey(
        Space,
        models.CASCADE,
        verbose_name=_("space"),
        null=True,
        blank=True,
        related_name="language_roles",
        help_text=_("Leave it empty for the public site."),
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    since = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("role in a language")
        verbose_name_plural = _("roles in languages")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language", "space", "role"], name="language_role_once"
            ),
            models.UniqueConstraint(
                fields=["person", "language", "role"],
                condition=models.Q(space=None),
                name="public_language_role_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role} {self.language}"
