"""A page was handed in, accepted, or sent back: letters in place of Wagtail's own mail."""

from typing import Any

from django.dispatch import Signal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from access.decisions import Decision
from pages.letters.page import PageLetter, edit_action, page_of, those_who_want
from pages.models.reading import PublishersTask, readers_of
from people.models import Letter, Person
from people.post.kinds import register
from people.post.write import write


class HandedIn(PageLetter):
    """To those who may accept a page: it waits for them. Facts: `page`, `task_state`."""

    code = "page_handed_in"
    stop_words = gettext_lazy("pages that wait for your reading")
    wagtail_setting = "submitted"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """Nobody has answered yet, and she is still one of those who may."""
        state = TaskState.objects.get(pk=letter.facts["task_state"])
        if state.status != TaskState.STATUS_IN_PROGRESS:
            return False
        if not state.task.specific.get_actions(page_of(letter), person):
            return False
        return super().still_holds(letter, person)

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Who handed in what."""
        page = page_of(letter)
        state = TaskState.objects.get(pk=letter.facts["task_state"])
        author = state.workflow_state.requested_by
        title = page.get_admin_display_title()
        return {
            "subject": _("A page waits for your reading"),
            "heading": _("“%(title)s” waits for your reading") % {"title": title},
            "lines": [_("%(author)s handed in this page.") % {"author": author}] if author else [],
            "action": edit_action(page),
        }


class Accepted(PageLetter):
    """To whoever handed a page in: it was accepted. Facts: `page`, `workflow_state`."""

    code = "page_accepted"
    stop_words = gettext_lazy("pages of yours that are accepted")
    wagtail_setting = "approved"

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """What was accepted."""
        page = page_of(letter)
        title = page.get_admin_display_title()
        return {
            "subject": _("Your page was accepted"),
            "heading": _("“%(title)s” was accepted") % {"title": title},
            "lines": [_("The page is published.")] if page.live else [],
            "action": edit_action(page),
        }


class SentBack(PageLetter):
    """To whoever handed a page in: something is to be changed. Facts: `page`, `task_state`."""

    code = "page_sent_back"
    stop_words = gettext_lazy("pages of yours that are sent back")
    wagtail_setting = "rejected"

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """What was sent back, and what the reader said."""
        page = page_of(letter)
        state = TaskState.objects.get(pk=letter.facts["task_state"]).specific
        title = page.get_admin_display_title()
        comment = state.get_comment()
        return {
            "subject": _("Your page was sent back to you"),
            "heading": _("“%(title)s” was sent back to you") % {"title": title},
            "lines": [
                _("What the reader says about it:")
                if comment
                else _("Change it, then hand it in again.")
            ],
            "quote": comment,
            "action": edit_action(page),
        }


def page_handed_in(instance: TaskState, user: Person | None, **signal: Any) -> None:
    """Tell those who may accept the page, apart from whoever handed it in."""
    task = instance.task.specific
    page = instance.workflow_state.content_object
    if not isinstance(page, Page):
        return
    if isinstance(task, PublishersTask):
        readers = readers_of(page)
    elif isinstance(task, AbstractGroupApprovalTask):
        readers = Person.objects.filter(groups__in=task.groups.all(), is_active=True).distinct()
    else:
        return
    if user is not None:
        readers = readers.exclude(pk=user.pk)
    write(
        HandedIn.code,
        those_who_want(HandedIn.wagtail_setting, readers),
        {"page": page.pk, "task_state": instance.pk},
        key=f"task:{instance.pk}",
    )


def page_accepted(instance: WorkflowState, user: Person | None, **signal: Any) -> None:
    """Tell whoever handed the page in."""
    facts = {"workflow_state": instance.pk}
    answer(Accepted, instance, user, facts, key=f"workflow:{instance.pk}")


def page_sent_back(instance: WorkflowState, user: Person | None, **signal: Any) -> None:
    """Tell whoever handed the page in."""
    number = instance.current_task_state_id
    answer(SentBack, instance, user, {"task_state": number}, key=f"task:{number}")


def answer(
    kind: type[PageLetter],
    state: WorkflowState,
    reader: Person | None,
    facts: dict[str, Any],
    key: str,
) -> None:
    """Write to whoever handed a page in, unless she answers herself."""
    page, author = state.content_object, state.requested_by
    if isinstance(page, Page) and author is not None and author != reader:
        people = those_who_want(kind.wagtail_setting, [author])
        write(kind.code, people, {"page": page.pk, **facts}, key=key)


def say_nothing(**signal: Any) -> None:
    """Stands where Wagtail would tell superusers of every page that is handed in."""


REPLACED = (
    (task_submitted, TaskState, "group_approval_task_submitted", page_handed_in),
    (workflow_submitted, WorkflowState, "workflow_state_submitted", say_nothing),
    (workflow_approved, WorkflowState, "workflow_state_approved", page_accepted),
    (workflow_rejected, WorkflowState, "workflow_state_rejected", page_sent_back),
)
"""Signal, sender, and name of Wagtail's notifier; what is done instead."""


def connect() -> None:
    """Register the kinds, and take the places of Wagtail's notifiers.

    Wagtail sends within the request, to people whose rights nobody asks again. It has no setting
    to turn that off; whoever holds the name of a receiver first, or last, keeps Wagtail's out.
    """
    for kind in (HandedIn(), Accepted(), SentBack()):
        register(kind)
    for signal, sender, name, receiver in REPLACED:
        take_place(signal, sender, f"{name}_email_notification", receiver)


def take_place(signal: Signal, sender: type, name: str, receiver: Any) -> None:
    """Connect a receiver under the name of another, whether that one is connected yet or not."""
    signal.disconnect(sender=sender, dispatch_uid=name)
    signal.connect(receiver, sender=sender, dispatch_uid=name)
