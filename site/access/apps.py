"""The access room: audiences, and the one decision about who may see and do what."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.signals import pre_page_move


class AccessConfig(AppConfig):
    """Installs triggers and indexes after each migration run, and the policies at the start."""

    name = "access"
    verbose_name = _("Access")

    def ready(self) -> None:
        """Name what has an audience; install what SQLite drops with tables that it rebuilds."""
        from access.entrance import space_address
        from access.kinds import Kind, register_kind, space_audience
        from access.models import Space
        from access.moves import refuse_to_part
        from access.page_indexes import index_pages
        from access.policies.install import install_policies
        from access.triggers import install_triggers, remove_triggers

        register_kind(Kind("space", Space, space_audience, space_address))

        pre_migrate.connect(remove_triggers, sender=self, dispatch_uid="access.triggers")
        post_migrate.connect(install_triggers, sender=self, dispatch_uid="access.triggers")
        post_migrate.connect(index_pages, sender=self, dispatch_uid="access.page_indexes")
        pre_page_move.connect(refuse_to_part, dispatch_uid="access.moves")
        install_policies()
