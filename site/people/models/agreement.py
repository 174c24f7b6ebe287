"""What somebody agreed to, when, and in the words of which version."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements by whether they still hold."""

    def standing(self) -> "AgreementQuerySet":
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)

    def withdrawn_before(self, moment: datetime.datetime) -> "AgreementQuerySet":
        """Those that were taken back before a moment."""
        return self.filter(withdrawn_at__lt=moment)


class Agreement(models.Model):
    """It holds from its moment until it is taken back; what is asked stands in `people.agreements`.

    Those whom a picture shows need have no account: then it is known by the picture alone.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="agreements"
    )
    what = models.CharField(max_length=20, help_text="A key of `people.agreements.ASKED`.")
    about = models.CharField(max_length=40, help_text="The field, or the number of the picture.")
    answer = models.CharField(max_length=20, help_text="What was chosen.")
    version = models.PositiveSmallIntegerField(help_text="Of the words that asked.")
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = AgreementQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["what", "about", "person"],
                condition=models.Q(withdrawn_at=None, person__isnull=False),
                name="one_standing_agreement",
            ),
            models.UniqueConstraint(
                fields=["what", "about"],
                condition=models.Q(withdrawn_at=None, person=None),
                name="one_standing_agreement_a_picture",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.about}: {self.answer}"
