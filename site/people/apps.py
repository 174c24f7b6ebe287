"""The people room: accounts and organisations."""

from allauth.account.signals import user_signed_up
from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Accounts and organisations."""

    name = "people"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        """Let what follows from a new account follow; add to the menu of spaces."""
        from people.models import Person
        from people.newcomers import receive_newcomer
        from people.signals import choose_admin_language

        post_save.connect(choose_admin_language, sender=Person, dispatch_uid="people.language")
        user_signed_up.connect(receive_newcomer, dispatch_uid="people.newcomer")
        self.register_tabs()

    def register_tabs(self) -> None:
        """The people of a space, and what its managers have."""
        from access.entrance import TabKind, register_tab

        register_tab(TabKind("people", _("People"), "space_people", "see_people", 60))
        register_tab(TabKind("requests", _("Requests"), "space_requests", "manage", 80))
        register_tab(TabKind("settings", _("Settings"), "space_settings", "manage", 90))
