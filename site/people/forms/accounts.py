"""The forms of accounts and groups in the editing screens."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import GroupForm, UserCreationForm, UserEditForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm

from access.models import Space
from access.roles import MANAGER
from people.models import Person
from people.roles import SPACE_PREFIX


def site_groups() -> QuerySet[Group]:
    """The groups that administrators may see: those of spaces are kept by the program."""
    return Group.objects.exclude(name__startswith=SPACE_PREFIX)


class OfTheSite:
    """Offers the site's groups only, leaves the others as they are, and makes no superusers."""

    fields: dict[str, Any]
    instance: Person
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = site_groups()
        # Above all rights is for the command line: administering is a role.
        self.fields.pop("is_superuser", None)

    def clean_email(self) -> str:
        """Her address in small letters, as sign-in knows it.

        Raises:
            ValidationError: it is somebody else's, whatever letters it is written in.
        """
        email: str = self.cleaned_data["email"].lower()
        accounts = Person.objects.exclude(pk=self.instance.pk).filter(email__iexact=email)
        confirmed = EmailAddress.objects.exclude(user=self.instance.pk or 0).filter(
            email__iexact=email, verified=True
        )
        if accounts.exists() or confirmed.exists():
            raise ValidationError(_("Another account has this address: search for it in the list."))
        return email

    def clean_groups(self) -> list[Group]:
        """The groups that were chosen, and those of spaces that the person is in."""
        chosen = list(self.cleaned_data["groups"])
        if self.instance.pk:
            chosen += self.instance.groups.filter(name__startswith=SPACE_PREFIX)
        return chosen


class PersonCreationForm(OfTheSite, UserCreationForm):
    """Make an account; without a password, its owner signs in with a code by e-mail."""

    password_required = False

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"language", "limited"}


class PersonEditForm(OfTheSite, UserEditForm):
    """Correct an account, suspend it or let it in again."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"language", "limited"}

    def clean_limited(self) -> bool:
        """A limited account manages nothing.

        Raises:
            ValidationError: she manages spaces, which are named.
        """
        limited: bool = self.cleaned_data["limited"]
        managed = Space.objects.filter(
            memberships__person=self.instance.pk, memberships__role=MANAGER
        )
        if limited and managed:
            raise ValidationError(
                _("She manages spaces: give her another role there first. They are: %(spaces)s.")
                % {"spaces": ", ".join(str(space) for space in managed)}
            )
        return limited


class SiteGroupForm(GroupForm):
    """Name a group and say what it may do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # It may hold rights that no screen offers: they stay, and nobody changes them here.
            offered = self.fields["permissions"].queryset
            self.initial["permissions"] = list(offered.filter(group=self.instance))

    def clean_name(self) -> str:
        """Refuse names that the program keeps for spaces.

        Raises:
            ValidationError: it is such a name, or another group's.
        """
        name: str = super().clean_name()
        if name.startswith(SPACE_PREFIX):
            raise ValidationError(_("Names that begin with “space:” are kept for spaces."))
        return name


class SiteRoleForm(RoleForm):
    """Give several people a role of the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = site_groups()
