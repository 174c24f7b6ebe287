"""Who reads what is handed in inside a space: those who publish there, and nobody else."""

from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState
from wagtail.permissions import policy_registry


class PublishersTask(Task):
    """A step of a workflow that is for whoever may publish the page at hand.

    Wagtail's own steps belong to groups of the whole site, whose members would see on their
    front page what is handed in inside spaces that are not theirs.
    """

    class Meta:
        verbose_name = _("reading by those who publish in the space")
        verbose_name_plural = _("readings by those who publish in the space")

    def reads(self, page: Any, person: Any) -> bool:
        """Whether a person may publish a page."""
        return isinstance(page, Page) and page.permissions_for_user(person).can_publish()

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Her right to publish is enough; the step gives none."""
        return self.reads(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """While it is being read, those who handed it in wait."""
        return not self.reads(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """As Wagtail's own step."""
        return self.reads(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Send back, accept, or accept with a word."""
        if not self.reads(obj, user):
            return []
        return [
            ("reject", _("Ask for changes"), True),
            ("approve", _("Accept"), False),
            ("approve", _("Accept with a comment"), True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """What waits for her: pages of spaces that she may publish."""
        pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
        keys = pages.annotate(key=Cast("pk", CharField())).values("key")
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        found: QuerySet[TaskState] = waiting.filter(workflow_state__object_id__in=keys)
        return found

    @classmethod
    def get_description(cls) -> Any:
        """For the screen of workflows."""
        return _("Those who may publish the page read it, whatever space it lies in")


def readers_of(page: Page) -> QuerySet[Any]:
    """The people who may publish a page of a space.

    Args:
        page: that lies beneath a page “Spaces”.
    """
    policy = policy_registry.get_by_type(Page)
    people: QuerySet[Any] = policy.users_with_any_permission_for_instance({"publish"}, page)
    return people.filter(groups__name__startswith="space:").distinct()
