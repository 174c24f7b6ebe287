"""The people room: accounts and organisations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Accounts and organisations."""

    name = "people"
    verbose_name = _("People and organisations")
