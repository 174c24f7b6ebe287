"""Who answers proposals in the editing screens: whoever may change organisations."""

from collections.abc import Sequence
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

ANSWERING = frozenset({"change", "view"})


class ProposalPolicy(ModelPermissionPolicy):
    """Proposals are made on the light pages and answered here: never added, copied or deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether she may do this to proposals, as she may to organisations."""
        return action in ANSWERING and bool(super().user_has_permission(user, "change"))

    def user_has_any_permission(self, user: Any, actions: Sequence[str]) -> bool:
        """Whether she may do any of this."""
        return any(self.user_has_permission(user, action) for action in actions)
