"""The files room: pictures and documents, their sizes, text and addresses."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Pictures and documents."""

    name = "files"
    verbose_name = _("Files")

    def ready(self) -> None:
        """Let files follow their collections; tell access what they are; give spaces a shelf."""
        from access.entrance import TabKind, register_tab
        from access.kinds import Kind, file_audience, register_kind
        from access.models import CollectionRoot, Space
        from files.models import Picture, SiteDocument
        from files.moving import let_files_follow_collections, root_changed
        from files.pictures import WIDTHS, picture_address

        def shown(picture: Picture) -> str:
            return picture_address(picture, max(WIDTHS), "jpg")

        register_kind(Kind("picture", Picture, file_audience, shown))
        register_kind(Kind("document", SiteDocument, file_audience, lambda file: file.url))
        register_tab(TabKind("files", Space.Part.FILES.label, "space_files", order=30))
        let_files_follow_collections()
        for signal in (post_save, post_delete):
            signal.connect(root_changed, sender=CollectionRoot, dispatch_uid=f"files.root.{signal}")
