"""Accounts and groups in the editing screens: no groups of spaces, and accounts are erased.

Each class replaces one of Wagtail's, which offer every group and delete rows that others name.
"""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from wagtail.admin import messages
from wagtail.users.views import groups, users
from wagtail.users.views.bulk_actions.assign_role import AssignRoleBulkAction
from wagtail.users.views.bulk_actions.delete import DeleteBulkAction
from wagtail.users.views.bulk_actions.set_active_state import SetActiveStateBulkAction

from people.actions.erase import Refused, erase
from people.actions.limit import leave_members_area
from people.actions.suspend import restore, suspend
from people.forms.accounts import (
    PersonCreationForm,
    PersonEditForm,
    SiteGroupForm,
    SiteRoleForm,
    site_groups,
)
from people.models import Person


class PersonFilterSet(users.UserFilterSet):
    """Filters accounts by groups of the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["group"].queryset = site_groups()

    class Meta(users.UserFilterSet.Meta):
        model = Person


class PersonIndexView(users.IndexView):
    """The accounts that somebody has; erased ones are no accounts."""

    def get_base_queryset(self) -> QuerySet[Person]:
        """All but the erased."""
        return super().get_base_queryset().filter(erased_at__isnull=True)


class NotErased:
    """Knows the accounts that somebody has: an erased one is missing."""

    def get_queryset(self) -> QuerySet[Person]:
        """The accounts to find one in."""
        return Person.objects.filter(erased_at__isnull=True)


class PersonEditView(NotErased, users.EditView):
    """Corrects an account: one suspended, let in again or limited feels it at once."""

    def save_instance(self) -> Person:
        """Save, then let follow what the boxes say."""
        changed = self.form.changed_data
        person: Person = super().save_instance()
        if "is_active" in changed:
            (restore if person.is_active else suspend)(person, self.request.user)
        if "limited" in changed and person.limited:
            leave_members_area(person, self.request.user)
        return person


class PersonDeleteView(NotErased, users.DeleteView):
    """Erases instead of deleting, so that what the person wrote keeps an author."""

    def delete_action(self) -> None:
        """Erase the account.

        Raises:
            Refused: something stands against it.
        """
        erase(self.object)

    def form_valid(self, form: Any) -> HttpResponse:
        """Erase, or say why the account stays."""
        try:
            return super().form_valid(form)
        except Refused as refusal:
            messages.error(self.request, " ".join(refusal.args))
            return HttpResponseRedirect(self.get_success_url())


class PersonViewSet(users.UserViewSet):
    """Accounts."""

    filterset_class = PersonFilterSet
    index_view_class = PersonIndexView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView

    def get_form_class(self, for_update: bool = False) -> type:
        """Our forms."""
        return PersonEditForm if for_update else PersonCreationForm


class OnlyOfTheSite:
    """Knows the groups of the site only: another's address is missing."""

    def get_base_queryset(self) -> QuerySet[Group]:
        """The groups to list."""
        return site_groups()

    def get_queryset(self) -> QuerySet[Group]:
        """The groups to find one in."""
        return site_groups()


class RoleIndexView(groups.IndexView):
    """The groups of the site."""

    def get_base_queryset(self) -> QuerySet[Group]:
        """Without those of spaces."""
        return super().get_base_queryset().filter(pk__in=site_groups())


class RoleEditView(OnlyOfTheSite, groups.EditView):
    """Corrects a group."""


class RoleDeleteView(OnlyOfTheSite, groups.DeleteView):
    """Deletes a group."""


class RoleViewSet(groups.GroupViewSet):
    """Groups."""

    index_view_class = RoleIndexView
    edit_view_class = RoleEditView
    delete_view_class = RoleDeleteView

    def get_form_class(self, for_update: bool = False) -> type:
        """Our form."""
        return SiteGroupForm


class AssignSiteRole(AssignRoleBulkAction):
    """Gives several people a role of the site."""

    form_class = SiteRoleForm


class EraseSeveral(DeleteBulkAction):
    """Erases several accounts; those that something stands against stay."""

    @classmethod
    def execute_action(cls, objects: list[Person], **kwargs: Any) -> tuple[int, int]:
        """Erase them one by one.

        Returns:
            How many were erased, and nothing beneath them.
        """
        count = 0
        for person in objects:
            try:
                erase(person)
            except Refused:
                continue
            count += 1
        return count, 0


class SuspendSeveral(SetActiveStateBulkAction):
    """Shuts several people out, or lets them in."""

    @classmethod
    def execute_action(
        cls, objects: list[Person], mark_as_active: bool = False, **kwargs: Any
    ) -> tuple[int, int]:
        """Suspend or restore them one by one, but never the one who does it.

        Returns:
            How many, and nothing beneath them.
        """
        by = kwargs["user"]
        others = [person for person in objects if person.pk != by.pk and not person.erased_at]
        for person in others:
            (restore if mark_as_active else suspend)(person, by)
        return len(others), 0
