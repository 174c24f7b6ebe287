"""What is handed in inside a space waits for those who publish there, and for nobody else."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Page, WorkflowState

from access.models import Space
from pages.models import Article, Home, SpaceHome
from passerelle.roles import make_roles
from people.models import Person
from people.post.send import deliver
from tests.factories import PersonFactory, a_space, belonging


@pytest.fixture
def editor_of_the_site(home: Home) -> Person:
    """An editor of the public part, who reads what is handed in there."""
    groups = make_roles([Page.objects.get(pk=home.pk)])
    person: Person = PersonFactory()
    person.groups.add(groups["editor"])
    return person


@pytest.fixture
def space(editor_of_the_site: Person) -> Space:
    """A space, opened once the site's own workflow was there."""
    return a_space()


@pytest.fixture
def handed_in(space: Space, home: Home) -> Any:
    """A draft of a contributor that waits to be read."""
    author = belonging(space, "contributor")
    inside = Page.objects.get(pk=SpaceHome.objects.get(space=space, locale=home.locale).pk)
    draft = Article(title="Canari du brouillon", live=False, owner=author, locale=home.locale)
    inside.add_child(instance=draft)
    draft.save_revision(user=author)
    workflow = draft.get_workflow()
    workflow.start(draft, author)
    return draft


def test_publishers_of_the_space_find_it_and_are_told(space: Space, handed_in: Any) -> None:
    publisher = belonging(space, "publisher", language="en")
    client = Client()
    client.force_login(publisher)
    assert "Canari du brouillon" in client.get("/admin/").content.decode()
    manager = space.memberships.filter(role="manager").first().person
    deliver.func()
    assert [message.to[0] for message in mail.outbox] == [manager.email]


def test_editors_of_the_site_neither_find_it_nor_hear_of_it(
    space: Space, handed_in: Any, editor_of_the_site: Person
) -> None:
    client = Client()
    client.force_login(editor_of_the_site)
    assert "Canari" not in client.get("/admin/").content.decode()
    deliver.func()
    assert editor_of_the_site.email not in [message.to[0] for message in mail.outbox]


def test_a_publisher_accepts_and_the_page_is_published(space: Space, handed_in: Any) -> None:
    publisher = belonging(space, "publisher")
    state = WorkflowState.objects.get().current_task_state.specific
    task = state.task.specific
    assert [name for name, _label, _modal in task.get_actions(handed_in, publisher)] == [
        "reject",
        "approve",
        "approve",
    ]
    reader = belonging(space, "reader")
    assert task.get_actions(handed_in, reader) == []
    state.approve(user=publisher)
    assert Article.objects.get(pk=handed_in.pk).live
