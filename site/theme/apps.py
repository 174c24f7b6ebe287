"""The theme room: the look, once."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemeConfig(AppConfig):
    """Templates, the sheet, and the tags that write dates, sizes, pictures and icons."""

    name = "theme"
    verbose_name = _("Look")
