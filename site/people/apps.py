"""The people room: accounts and organisations."""

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Accounts and organisations."""

    name = "people"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        """Let what follows from a new account, or from a new role, follow."""
        from people import letters
        from people.models import Person
        from people.signals import choose_admin_language

        post_save.connect(choose_admin_language, sender=Person, dispatch_uid="people.language")
        letters.connect()
