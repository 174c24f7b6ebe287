"""The files room: pictures and documents, their sizes, text and addresses."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Pictures and documents."""

    name = "files"
    verbose_name = _("Files")

    def ready(self) -> None:
        """Let files follow their collections, and give each space a shelf of its own."""
        from access.entrance import TabKind, register_tab
        from access.models import CollectionRoot
        from files.moving import let_files_follow_collections, root_changed

        register_tab(TabKind("files", _("Files"), "space_files", order=30))
        let_files_follow_collections()
        for signal in (post_save, post_delete):
            signal.connect(root_changed, sender=CollectionRoot, dispatch_uid=f"files.root.{signal}")
