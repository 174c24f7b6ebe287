"""Nothing is published while a picture is not described, or shown without consent."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import (
    GroupApprovalTask,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from files.models import Consent, Picture
from pages.models import Article, Home, Section
from people.models import Person
from tests.factories import add, reading_screens
from tests.pages.checks.clean import good_picture

REFUSED = "The page was not published. What you wrote is kept"


@pytest.fixture
def section(english: Home, editor: Person) -> Section:
    """A section in English, for the sentences; the editor may publish there."""
    group = editor.groups.get()
    for row in list(group.page_permissions.all()):
        group.page_permissions.create(page=english, permission=row.permission)
    workflow = Workflow.objects.create(name="Reading")
    task = GroupApprovalTask.objects.create(name="Read")
    task.groups.set([group])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=english)
    found: Section = add(english, Section, "News")
    return found


@pytest.fixture
def screens(editor: Person) -> Client:
    """The editor's browser, in English."""
    return reading_screens(editor)


def article_form(in_text: Picture, alt: str = "A well", **changed: Any) -> dict[str, str]:
    """What the form of an article with a picture in its text sends."""
    blocks = [
        ("paragraph", rich_text("<p>My new words.</p>")),
        ("picture", {"picture": str(in_text.pk), "alt": alt, "caption": ""}),
    ]
    fields = {
        "title": "A well",
        "slug": "a-well",
        "summary": "",
        "kind": "news",
        "licence": "cc-by-sa",
        "body": streamfield(blocks),
        "claims": streamfield([]),
        "theme_rows": inline_formset([]),
        "territory_rows": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data({**fields, **changed})


def add_address(section: Section) -> str:
    """Where an article is added."""
    return f"/admin/pages/add/pages/article/{section.pk}/"


PUBLISH = {"action-publish": "1"}
FAULTS: list[tuple[dict[str, str], str, str]] = [
    ({}, "", "has no description"),
    ({"consent": Consent.UNASKED}, "A well", "whether the people shown agree"),
]


@pytest.mark.parametrize(("fields", "alt", "sentence"), FAULTS)
def test_a_new_page_is_not_published_and_what_was_typed_stays(
    section: Section, screens: Client, fields: dict[str, str], alt: str, sentence: str
) -> None:
    form = article_form(good_picture(**fields), alt, **PUBLISH)
    response = screens.post(add_address(section), form)
    html = response.content.decode()
    assert response.status_code == 200
    assert REFUSED in html
    assert sentence in html
    assert "My new words." in html
    assert not Article.objects.exists()


@pytest.mark.parametrize("fields", [{"consent": Consent.AGREED}, {"consent": Consent.NOBODY}])
def test_it_is_published_once_all_is_said(
    section: Section, screens: Client, fields: dict[str, str]
) -> None:
    form = article_form(good_picture(**fields), **PUBLISH)
    assert screens.post(add_address(section), form).status_code == 302
    assert Article.objects.get().live


@pytest.mark.parametrize("alt", ["", "A well"])
def test_the_page_s_own_picture_is_described_too(
    section: Section, screens: Client, alt: str
) -> None:
    form = article_form(good_picture(), picture=str(good_picture().pk), picture_alt=alt, **PUBLISH)
    screens.post(add_address(section), form)
    assert Article.objects.exists() is bool(alt)


def test_a_draft_is_saved_whatever_it_lacks(section: Section, screens: Client) -> None:
    form = article_form(good_picture(consent=""), "")
    assert screens.post(add_address(section), form).status_code == 302
    assert not Article.objects.get().live


def test_a_published_page_stays_as_it_was_when_its_new_version_is_refused(
    section: Section, screens: Client
) -> None:
    picture = good_picture()
    screens.post(add_address(section), article_form(picture, **PUBLISH))
    page = Article.objects.get()
    form = article_form(picture, "", title="Other", **PUBLISH)
    response = screens.post(f"/admin/pages/{page.pk}/edit/", form)
    assert REFUSED in response.content.decode()
    page.refresh_from_db()
    assert page.title == "A well"


def test_a_draft_may_be_handed_in_and_is_refused_where_it_would_be_published(
    section: Section, screens: Client
) -> None:
    picture = good_picture(consent="")
    screens.post(add_address(section), article_form(picture, **{"action-submit": "1"}))
    page, state = Article.objects.get(), WorkflowState.objects.get().current_task_state
    accept = f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/"
    edit = f"/admin/pages/{page.pk}/edit/"
    asked = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    assert REFUSED in screens.post(accept, {}, follow=True).content.decode()
    in_modal = screens.post(accept, {}, headers={"x-requested-with": "XMLHttpRequest"})
    assert in_modal.json()["redirect"] == edit
    assert REFUSED in screens.post(edit, article_form(picture, **asked)).content.decode()
    assert not Article.objects.get().live

    Picture.objects.update(consent=Consent.AGREED)
    assert screens.post(accept, {}).status_code == 302
    assert Article.objects.get().live


def test_a_draft_may_be_sent_back_whatever_it_lacks(section: Section, screens: Client) -> None:
    picture = good_picture(consent="")
    screens.post(add_address(section), article_form(picture, **{"action-submit": "1"}))
    page, state = Article.objects.get(), WorkflowState.objects.get().current_task_state
    screens.post(f"/admin/pages/workflow/action/{page.pk}/reject/{state.pk}/", {"comment": "No."})
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES


@pytest.mark.parametrize("with_beneath", [False, True])
def test_of_many_pages_none_is_published_while_one_is_prevented(
    section: Section, screens: Client, with_beneath: bool
) -> None:
    screens.post(add_address(section), article_form(good_picture(consent="")))
    page = Article.objects.get()
    named = section if with_beneath else page
    address = f"/admin/bulk/wagtailcore/page/publish/?id={named.pk}&next=/admin/pages/"
    form = {"include_descendants": "on"} if with_beneath else {}
    html = screens.post(address, form, follow=True).content.decode()
    assert "Nothing was published" in html
    assert "A well" in html
    assert not Article.objects.get().live

    Picture.objects.update(consent=Consent.AGREED)
    screens.post(address, form)
    assert Article.objects.get().live
