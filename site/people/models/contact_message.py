"""A message that somebody left at the contact form."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thesaurus.languages import site_languages


class ContactMessage(models.Model):
    """Who wrote, how to answer, and what: until an administrator deletes it, or time is over."""

    name = models.CharField(_("name"), max_length=100)
    address = models.EmailField(_("e-mail address"))
    text = models.TextField(_("message"), max_length=5000)
    language = models.CharField(_("language"), max_length=15, choices=site_languages)
    written_at = models.DateTimeField(_("written at"), auto_now_add=True, db_index=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message of the contact form")
        verbose_name_plural = _("messages of the contact form")
        ordering = ["-written_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}, {self.written_at:%Y-%m-%d %H:%M}"
