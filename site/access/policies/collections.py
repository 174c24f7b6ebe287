"""The policies of pictures, documents and collections: Wagtail's answers, by path prefix."""

from typing import Any

from django.contrib.auth import get_permission_codename
from django.db.models import QuerySet
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.permission_policies.collections import (
    CollectionManagementPermissionPolicy,
    CollectionOwnershipPermissionPolicy,
)

from access.borders import collection_borders
from access.policies.grants import Grants
from access.policies.prefixes import Prefixes


def collection_grants_of(user: Any) -> Grants:
    """What a person was granted on collections, held on the person while the request lasts."""
    if not hasattr(user, "_collection_grants"):
        rows = GroupCollectionPermission.objects.none()
        if user.is_active and not user.is_anonymous and not user.is_superuser:
            rows = GroupCollectionPermission.objects.filter(group__user=user)
        user._collection_grants = Grants(
            rows.values_list("collection__path", "permission__codename").distinct(),
            collection_borders(),
        )
    grants: Grants = user._collection_grants
    return grants


class PrefixLookup:
    """What both policies ask of the rows; stands before Wagtail's mixin of the same methods."""

    auth_model: Any

    def _codenames(self, actions: Any) -> set[str]:
        return {get_permission_codename(action, self.auth_model._meta) for action in actions}

    def _check_perm(self, user: Any, actions: Any, collection: Collection | None = None) -> bool:
        """Whether the person may do any of these in the collection, or in any at all."""
        if not (user.is_active and user.is_authenticated):
            return False
        if user.is_superuser:
            return True
        grants = collection_grants_of(user)
        held = grants.at(collection.path) if collection else grants.codenames()
        return not self._codenames(actions).isdisjoint(held)

    def _collections_with_perm(self, user: Any, actions: Any) -> QuerySet[Collection]:
        """The collections in which the person may do any of these."""
        condition = collection_grants_of(user).within(self._codenames(actions))
        if condition is None:
            return Collection.objects.none()
        return Collection.objects.filter(condition)


class PrefixFilePolicy(PrefixLookup, CollectionOwnershipPermissionPolicy):
    """For pictures and documents, which lie in collections and belong to who uploaded them."""


class PrefixCollectionPolicy(PrefixLookup, CollectionManagementPermissionPolicy):
    """For the collections themselves."""

    def _descendants_with_perm(self, user: Any, action: str) -> QuerySet[Collection]:
        """The collections beneath those on which the person was granted this."""
        granted = collection_grants_of(user).paths(self._codenames([action]))
        if not granted:
            return Collection.objects.none()
        return self._collections_with_perm(user, [action]).exclude(path__in=Prefixes(granted))
