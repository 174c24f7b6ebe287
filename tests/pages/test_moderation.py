"""A contributor writes and submits; an editor publishes: as Wagtail's screens have it."""

import pytest
from django.test import Client
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from pages.models import Article, Home, Section, Seminar
from people.models import Person
from tests.factories import PersonFactory, add, item, paragraph, signed_in
from tests.pages.editing_forms import add_address, article_form, seminar_form


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


def test_a_contributor_submits_and_cannot_publish(section: Section, contributor: Person) -> None:
    client = signed_in(contributor)
    response = client.post(add_address("article", section), article_form(**{"action-publish": "1"}))
    assert response.status_code == 302
    page = Article.objects.get()
    assert not page.live
    client.post(f"/admin/pages/{page.pk}/edit/", article_form(**{"action-submit": "1"}))
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert Client().get("/fr/rubrique/un-titre/").status_code == 404


def test_the_editor_approves_what_was_submitted_and_it_is_read(
    section: Section, contributor: Person, editor: Person
) -> None:
    client = signed_in(contributor)
    client.post(add_address("article", section), article_form(**{"action-submit": "1"}))
    page = Article.objects.get()
    state = WorkflowState.objects.get().current_task_state
    address = f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/"
    assert client.post(address, {}).status_code == 302
    assert not Article.objects.get().live, "a contributor must not approve her own page"
    response = signed_in(editor).post(address, {})
    assert response.status_code == 302
    assert Article.objects.get().live
    assert Client().get("/fr/rubrique/un-titre/").status_code == 200


def test_the_contributor_is_offered_to_submit_and_the_editor_to_publish(
    section: Section, contributor: Person, editor: Person
) -> None:
    page = item("article", section, "Un titre", body=paragraph("Du texte."))
    address = f"/admin/pages/{page.pk}/edit/"
    assert 'name="action-publish"' not in signed_in(contributor).get(address).content.decode()
    assert 'name="action-submit"' in signed_in(contributor).get(address).content.decode()
    assert 'name="action-publish"' in signed_in(editor).get(address).content.decode()


@pytest.mark.parametrize("model", ["article", "seminar"])
def test_the_editor_adds_and_publishes_a_page(section: Section, editor: Person, model: str) -> None:
    form = article_form if model == "article" else seminar_form
    response = signed_in(editor).post(add_address(model, section), form(**{"action-publish": "1"}))
    assert response.status_code == 302, response.context and response.context["form"].errors
    page = Page.objects.child_of(Page.objects.get(pk=section.pk)).get().specific
    assert page.live
    assert Client().get(f"/fr/rubrique/{page.slug}/").status_code == 200


@pytest.mark.parametrize("model", ["article", "seminar"])
def test_a_page_can_be_looked_at_before_it_is_saved(
    section: Section, editor: Person, model: str
) -> None:
    client = signed_in(editor)
    address = f"{add_address(model, section)}preview/"
    form = article_form if model == "article" else seminar_form
    assert client.post(address, form(title="Pas encore")).json()["is_valid"]
    response = client.get(address)
    assert response.status_code == 200
    assert "<h1>Pas encore</h1>" in response.content.decode()
    assert not Page.objects.filter(title="Pas encore").exists()


def test_a_session_with_its_speakers_comes_through_the_form(
    section: Section, editor: Person
) -> None:
    signed_in(editor).post(add_address("seminar", section), seminar_form(**{"action-publish": "1"}))
    session = Seminar.objects.get().sessions.get()
    assert session.title == "Ouverture"
    assert session.speakers[0].value["name"] == "Awa Diallo"
    html = Client().get("/fr/rubrique/un-seminaire/").content.decode()
    assert "Ouverture" in html
    assert "Awa Diallo" in html


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"title": ""}, "title"),
        ({"starts_on": "31/02/2031"}, "starts_on"),
        ({"ends_on": "2031-05-11"}, "ends_on"),
        ({"time_zone": "Paris"}, "time_zone"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_stored(
    section: Section, editor: Person, changed: dict[str, str], name: str
) -> None:
    response = signed_in(editor).post(
        add_address("seminar", section), seminar_form(**changed, **{"action-publish": "1"})
    )
    assert response.status_code == 200
    assert name in response.context["form"].errors
    assert not Seminar.objects.exists()


def test_nobody_without_a_role_comes_in(section: Section) -> None:
    response = signed_in(PersonFactory()).get(add_address("article", section))
    assert response.status_code == 404
