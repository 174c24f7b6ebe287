"""The files room: pictures and documents, their sizes, text and addresses."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Pictures and documents."""

    name = "files"
    verbose_name = _("Files")

    def ready(self) -> None:
        """Tell access what a picture and a document are."""
        from access.kinds import Kind, file_audience, register_kind
        from files.models import Picture, SiteDocument
        from files.pictures import WIDTHS, picture_address

        def shown(picture: Picture) -> str:
            return picture_address(picture, max(WIDTHS), "jpg")

        register_kind(Kind("picture", Picture, file_audience, shown))
        register_kind(Kind("document", SiteDocument, file_audience, lambda file: file.url))
