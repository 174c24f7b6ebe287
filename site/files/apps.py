"""The files room: pictures and documents, their sizes, text and addresses."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Pictures and documents."""

    name = "files"
    verbose_name = _("Files")
