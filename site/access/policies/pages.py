"""The policy of pages: Wagtail's answers, by path prefix."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Page
from wagtail.models.pages import PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from access.borders import page_borders
from access.policies.grants import Grants
from access.policies.prefixes import STEP, ups

EXPLORE = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


def grants_of(user: Any) -> Grants:
    """What a person was granted on pages, held on the person while the request lasts."""
    if not hasattr(user, "_page_grants"):
        user._page_grants = read_grants(user)
    grants: Grants = user._page_grants
    return grants


def grants_along(user: Any, path: str) -> Grants:
    """What bears on one page only: a reader of one page need not load the rights of 200 spaces."""
    if hasattr(user, "_page_grants"):
        return grants_of(user)
    return read_grants(user, page__path__in=ups(path))


def read_grants(user: Any, **condition: Any) -> Grants:
    """A person's rights, read from Wagtail's table."""
    rows = GroupPagePermission.objects.none()
    if user.is_active and not user.is_anonymous and not user.is_superuser:
        rows = GroupPagePermission.objects.filter(group__user=user, **condition)
    return Grants(rows.values_list("page__path", "permission__codename").distinct(), page_borders())


class PrefixPagePolicy(PagePermissionPolicy):
    """Answers what Wagtail's own policy answers, but that rights end where an audience does.

    Wagtail's builds one `OR` for each row: 15 s of CPU for somebody in 200 spaces, and an error
    on SQLite. This can go when Wagtail's own passes `tests/benchmarks/admin.py`.
    """

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether the person may do any of these to some page."""
        base = self._base_user_has_permission(user)
        if base is not None:
            return bool(base)
        wanted = set(actions)
        if "change" in wanted:
            wanted.add("add")  # who may add may change what is their own
        return not self._get_permission_codenames(wanted).isdisjoint(grants_of(user).codenames())

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        """Whether the person may do any of these to this page."""
        base = self._base_user_has_permission(user)
        if base is not None:
            return bool(base)
        held = grants_of(user).at(instance.path)
        if self._get_permission_codename("add") in held and instance.owner_id == user.pk:
            held.add(self._get_permission_codename("change"))
        return not self._get_permission_codenames(actions).isdisjoint(held)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        """The pages to which the person may do any of these."""
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        return self._among(self.conditions_for(user, actions))

    def conditions_for(self, user: Any, actions: Any) -> list[Q | None]:
        """Of a person who is neither above all rights nor without any: which pages those are."""
        grants = grants_of(user)
        names = self._get_permission_codenames(actions)
        conditions = [grants.within(names)]
        adding = {self._get_permission_codename("add")}
        # Who changes all pages of a place needs no rule for those that she added there herself.
        if "change" in actions and not set(grants.paths(adding)) <= set(grants.paths(names)):
            added = grants.within(adding)
            conditions.append(added and added & Q(owner=user))
        return conditions

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        """The pages on which the person was granted something herself."""
        if user.is_superuser:
            return super().instances_with_direct_explore_permission(user)
        paths = grants_of(user).paths(self._get_permission_codenames(EXPLORE))
        return list(self.model.base_page_model.objects.filter(path__in=paths))

    def explorable_root_instance(self, user: Any) -> Any:
        """The lowest page above all that the person was granted."""
        name = self._explorable_root_instance_cache_name
        if user.is_superuser:
            return super().explorable_root_instance(user)
        if not hasattr(user, name):
            paths = grants_of(user).paths(self._get_permission_codenames(EXPLORE))
            top = common(paths)
            pages = self.model.base_page_model.objects
            setattr(user, name, pages.filter(path=top).first() if top else None)
        return getattr(user, name)

    def explorable_instances(self, user: Any) -> QuerySet[Any]:
        """The pages to which the person may do something, and what leads to them."""
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        grants = grants_of(user)
        parents = [path[:-STEP] for path in grants.paths()]
        top = common(parents)
        leading = {above for path in parents for above in ups(path) if above.startswith(top)}
        return self._among(
            [
                grants.within(self._get_permission_codenames(EXPLORE)),
                Q(path__in=sorted(leading)) if leading else None,
            ]
        )

    def _among(self, conditions: list[Q | None]) -> QuerySet[Any]:
        """The pages for which any of the conditions holds."""
        found = [condition for condition in conditions if condition is not None]
        if not found:
            return self.model._default_manager.none()
        wanted = found[0]
        for condition in found[1:]:
            wanted |= condition
        return self.model._default_manager.filter(wanted)


def common(paths: list[str]) -> str:
    """The path of the lowest object at or above all of these; empty without any."""
    if not paths:
        return ""
    first, last = min(paths), max(paths)
    return max((up for up in ups(first) if last.startswith(up)), default="")


class PrefixPageTester(PagePermissionTester):
    """`page.permissions_for_user()`: Wagtail's, which walks all rows for each page it is asked."""

    def __init__(self, user: Any, page: Page) -> None:
        self.user = user
        self.page = page
        self.page_is_root = page.depth == 1
        self.permission_policy = policy_registry.get(page)
        found = grants_along(user, page.path)
        self.permissions = {codename.rsplit("_", maxsplit=1)[0] for codename in found.at(page.path)}

    def can_edit(self) -> bool:
        """Whether the person may change the page.

        Wagtail asks the database at last whether a step of a workflow waits for her; nothing
        waits where all is published, which every reader of a page would pay for.
        """
        is_settled = self.page.live and not self.page.has_unpublished_changes
        if is_settled and not self.permissions and not self.user.is_superuser:
            return False
        return bool(super().can_edit())
