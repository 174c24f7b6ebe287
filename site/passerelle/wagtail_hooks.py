"""The handbook in the help menu of the editing screens."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_help_menu_item")
def handbook() -> MenuItem:
    """How to do things here, in the editor's language."""
    return MenuItem(_("User guide"), reverse("handbook"), icon_name="help", order=1)
