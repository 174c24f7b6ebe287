"""The role of somebody of a space, chosen beside her name in the list of its people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.models import Membership
from access.roles import ROLES
from access.versioned import VersionedForm


class RoleForm(VersionedForm, forms.Form):
    """One of the roles; its fields stand on a page with those of other people."""

    role = forms.ChoiceField(
        label=_("Role"), choices=lambda: [(code, role.name) for code, role in ROLES.items()]
    )

    def __init__(self, membership: Membership, data: Any = None) -> None:
        self.membership = membership
        super().__init__(data, initial={"role": membership.role}, auto_id="id_%s")

    def add_prefix(self, field_name: str) -> str:
        """The name of a field, with the number of the membership."""
        return f"{field_name}-{self.membership.pk}"
