"""A section whose pages are handed in by a contributor and read by editors."""

import pytest
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from pages.models import Home, Section
from people.models import Person
from tests.factories import PersonFactory, add, item, paragraph


@pytest.fixture
def section(home: Home, editor: Person) -> Section:
    """A section whose pages are approved by the editor's group."""
    section = add(home, Section, "Rubrique")
    workflow = Workflow.objects.create(name="Relecture")
    task = GroupApprovalTask.objects.create(name="Relire")
    task.groups.set(editor.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    return section


@pytest.fixture
def second_editor(editor: Person) -> Person:
    """Another editor, who reads English."""
    person = PersonFactory(language="en", first_name="Ruth", last_name="Owusu")
    person.groups.set(editor.groups.all())
    return person


@pytest.fixture
def draft(section: Section) -> Page:
    """A page of the section, with a draft."""
    page = item("article", section, "Puits de Kaya", body=paragraph("Du texte."))
    page.save_revision()
    return page
