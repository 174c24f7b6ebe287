"""What translators sent, so that nothing is saved twice; what reviewers answered them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation, Translation


class Saving(models.Model):
    """A form that was saved: a device that sends it once more is told so.

    What is sent under its key with other words in it is another form.
    """

    key = models.CharField(max_length=40)
    digest = models.CharField(max_length=24)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    translation = models.ForeignKey(Translation, models.CASCADE, related_name="savings")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "translation", "key", "digest"], name="saved_once"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Remark(models.Model):
    """A reviewer sent a text back, and said why; it stands until the text changes."""

    text = models.OneToOneField(StringTranslation, models.CASCADE, related_name="remark")
    digest = models.CharField(max_length=24)
    sentence = models.CharField(_("what should change"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.sentence
