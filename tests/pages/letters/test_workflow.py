"""Whoever hands in, accepts or sends back: a letter tells those whom it still concerns."""

from typing import Any
from weakref import ReferenceType

import pytest
from django.core import mail
from django.test import Client
from wagtail.admin import mail as wagtail_mail
from wagtail.models import GroupApprovalTask, Page, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)
from wagtail.users.models import UserProfile

from pages.models import Article, Section
from people.models import Letter, Person
from people.post.send import send_due
from people.post.stop import read_token
from tests.factories import signed_in
from tests.pages.editing_forms import add_address, article_form


@pytest.fixture(autouse=True)
def no_mail_of_wagtail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever Wagtail sends by itself fails the test."""

    def refuse(*given: Any, **named: Any) -> None:
        raise AssertionError("Wagtail sent mail of its own")

    monkeypatch.setattr(wagtail_mail, "send_mail", refuse)
    monkeypatch.setattr(wagtail_mail, "get_connection", refuse)


def hand_in(page: Page, person: Person) -> WorkflowState:
    """Hand a page in."""
    state = page.get_workflow().start(page, person)
    assert isinstance(state, WorkflowState)
    return state


def act(state: WorkflowState, person: Person, action: str, **given: Any) -> None:
    """Accept a page or send it back."""
    task = state.current_task_state
    task.task.specific.on_action(task.specific, person, action, **given)


def recipients() -> list[str]:
    """Who got mail."""
    send_due()
    return sorted(address for message in mail.outbox for address in message.to)


def test_those_who_may_accept_a_page_hear_that_it_was_handed_in_and_nobody_else(
    draft: Page,
    contributor: Person,
    editor: Person,
    second_editor: Person,
    administrator: Person,
) -> None:
    hand_in(draft, contributor)
    assert recipients() == sorted([editor.email, second_editor.email])
    english = next(message for message in mail.outbox if message.to == [second_editor.email])
    assert english.subject == "A page waits for your reading"
    assert "“Puits de Kaya” waits for your reading" in english.body
    assert "Awa Diallo handed in this page." in english.body
    assert f"http://127.0.0.1:8000/admin/pages/{draft.pk}/edit/" in english.body


def test_handing_in_by_the_editing_screens_writes_the_letter(
    section: Section, contributor: Person, editor: Person
) -> None:
    client = signed_in(contributor)
    client.post(add_address("article", section), article_form(**{"action-submit": "1"}))
    assert recipients() == [editor.email]
    page, state = Article.objects.get(), WorkflowState.objects.get().current_task_state
    mail.outbox.clear()
    address = f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/"
    assert signed_in(editor).post(address, {}).status_code == 302
    assert recipients() == [contributor.email]


def test_an_editor_who_hands_in_hears_nothing_of_it(draft: Page, editor: Person) -> None:
    hand_in(draft, editor)
    assert recipients() == []


def test_whoever_handed_in_hears_that_it_was_accepted(
    draft: Page, contributor: Person, editor: Person
) -> None:
    Person.objects.filter(pk=contributor.pk).update(language="en")
    state = hand_in(draft, contributor)
    Letter.objects.all().delete()
    act(state, editor, "approve")
    assert recipients() == [contributor.email]
    assert mail.outbox[0].subject == "Your page was accepted"
    assert "The page is published." in mail.outbox[0].body


def test_whoever_handed_in_hears_why_it_was_sent_back(
    draft: Page, contributor: Person, editor: Person
) -> None:
    Person.objects.filter(pk=contributor.pk).update(language="en")
    state = hand_in(draft, contributor)
    Letter.objects.all().delete()
    act(state, editor, "reject", comment="Le bilan manque.")
    assert recipients() == [contributor.email]
    assert mail.outbox[0].subject == "Your page was sent back to you"
    assert "> Le bilan manque." in mail.outbox[0].body
    assert "bilan" not in str(Letter.objects.get().facts)


def test_a_page_that_is_handed_in_again_is_another_letter_in_the_same_thread(
    draft: Page, contributor: Person, editor: Person
) -> None:
    state = hand_in(draft, contributor)
    act(state, editor, "reject")
    state.refresh_from_db()
    state.resume(user=contributor)
    send_due()
    to_editor = [message for message in mail.outbox if message.to == [editor.email]]
    assert len(to_editor) == 1, "the first question was answered before it was sent"
    assert len({message.extra_headers["References"] for message in mail.outbox}) == 1


@pytest.mark.parametrize("loss", ["group", "closed", "answered", "unticked", "gone", "right"])
def test_nobody_hears_of_a_page_that_no_longer_concerns_her(
    draft: Page, contributor: Person, editor: Person, second_editor: Person, loss: str
) -> None:
    state = hand_in(draft, contributor)
    if loss == "group":
        editor.groups.clear()
    elif loss == "closed":
        Person.objects.filter(pk=editor.pk).update(is_active=False)
    elif loss == "answered":
        act(state, second_editor, "approve")
    elif loss == "unticked":
        UserProfile.objects.filter(user=editor).update(submitted_notifications=False)
    elif loss == "gone":
        Page.objects.get(pk=draft.pk).delete()
    else:
        for group in editor.groups.all():
            group.page_permissions.all().delete()
        for task in GroupApprovalTask.objects.all():
            task.groups.clear()
    assert editor.email not in recipients()


def test_whoever_may_no_longer_edit_the_page_hears_no_answer(
    draft: Page, contributor: Person, editor: Person
) -> None:
    state = hand_in(draft, contributor)
    act(state, editor, "reject", comment="Secret")
    contributor.groups.clear()
    assert contributor.email not in recipients()


def test_those_who_unticked_the_box_are_not_written_to(
    draft: Page, contributor: Person, editor: Person
) -> None:
    UserProfile.objects.filter(user=editor).update(submitted_notifications=False)
    hand_in(draft, contributor)
    assert not Letter.objects.exists()


def test_the_stop_link_stops_that_kind_alone(
    draft: Page, contributor: Person, editor: Person
) -> None:
    hand_in(draft, contributor)
    send_due()
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    stop = read_token(link.rstrip("/").rpartition("/")[2])
    assert stop is not None
    assert (stop.person, stop.kind.code, stop.topic) == (editor, "page_handed_in", "")
    assert Client().get("/" + link.split("/", 3)[3]).status_code == 200


def test_no_notifier_of_wagtail_listens() -> None:
    for signal in (task_submitted, workflow_submitted, workflow_approved, workflow_rejected):
        held = [entry[1] for entry in signal.receivers]
        listening = [one() if isinstance(one, ReferenceType) else one for one in held]
        assert listening
        assert not any(isinstance(one, wagtail_mail.Notifier) for one in listening)
