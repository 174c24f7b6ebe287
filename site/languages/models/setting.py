"""When a translator is told of what there is to translate."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslatorSetting(models.Model):
    """How a translator wishes to be told; without a row, of each page within a minute."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="translator_setting"
    )
    daily = models.BooleanField(
        _("one e-mail a day with all that is new or changed"), default=False
    )

    class Meta:
        verbose_name = _("setting of a translator")
        verbose_name_plural = _("settings of translators")

    def __str__(self) -> str:
        return f"{self.person_id}: {'daily' if self.daily else 'at once'}"
