"""Two people, or two tabs, save one page: no words are overwritten in silence, and none lost."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import Page, Revision

from pages.models import Article, Home
from people.models import Person
from tests.apart import Apart, many_writers, transactional_db
from tests.conftest import give_role
from tests.factories import PersonFactory, french_and_english, item, paragraph, signed_in
from tests.pages.editing_forms import article_form

__all__ = ["transactional_db"]

KEY = "k3eptonadevice"


def form(page: Page, **changed: Any) -> dict[str, str]:
    """What the form of an article sends, with the marks of the version that it began from."""
    latest = Page.objects.get(pk=page.pk).get_latest_revision()
    marks = {"loaded_nothing": "1"}
    if latest:
        marks = {
            "loaded_revision_id": str(latest.pk),
            "loaded_revision_created_at": latest.created_at.isoformat(),
        }
    return article_form(**{"draft_key": KEY, **marks, **changed})


@pytest.fixture
def article(home: Home) -> Article:
    """A published article, with a version."""
    article: Article = item("article", home, "Un titre", body=paragraph("Du texte."))
    article.save_revision().publish()
    return article


@pytest.fixture
def address(article: Article) -> str:
    """Where it is edited."""
    return f"/admin/pages/{article.pk}/edit/"


@pytest.fixture
def colleague(editor: Person) -> Client:
    """The browser of another editor."""
    other = PersonFactory(first_name="Solène", last_name="Kervadec")
    other.groups.set(editor.groups.all())
    return signed_in(other)


def versions(page: Page) -> list[str]:
    """The titles of a page's versions, the first one first."""
    found = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("pk")
    return [revision.content["title"] for revision in found]


@pytest.mark.parametrize("action", ["", "action-publish", "action-submit"])
def test_a_save_over_a_newer_version_is_refused_and_shows_both(
    article: Article, address: str, editor: Person, colleague: Client, action: str
) -> None:
    stale = form(article, title="Le mien", summary="Ce que j’ai tapé.")
    assert colleague.post(address, form(article, title="Le leur")).status_code == 302
    before = versions(article)
    response = signed_in(editor).post(address, {**stale, action or "action-save": "1"})
    assert response.status_code == 409
    html = response.content.decode()
    assert "Ce que j’ai tapé." in html, "her words are in the form"
    assert "Solène Kervadec" in html
    assert '<del class="deletion">leur</del>' in html
    assert '<ins class="addition">mien</ins>' in html
    assert versions(article) == before
    assert "sent" not in response.cookies, "the device keeps her words still"
    assert "w-autosave" not in html.split("<form", 1)[1].split(">", 1)[0]


def test_keeping_ones_own_is_a_choice_and_both_stay_in_the_history(
    article: Article, address: str, editor: Person, colleague: Client
) -> None:
    stale = form(article, title="Le mien")
    colleague.post(address, form(article, title="Le leur"))
    client = signed_in(editor)
    shown = client.post(address, stale).context
    assert str(shown["page"].latest_revision_id) != stale["loaded_revision_id"]
    assert client.post(address, form(article, title="Le mien")).status_code == 302
    assert versions(article)[-2:] == ["Le leur", "Le mien"]


def test_what_cannot_be_saved_yet_is_shown_beside_theirs_too(
    article: Article, address: str, editor: Person, colleague: Client
) -> None:
    stale = form(article, title="", summary="Sans titre encore")
    colleague.post(address, form(article, title="Le leur"))
    response = signed_in(editor).post(address, {**stale, "action-publish": "1"})
    assert response.status_code == 409
    assert "Sans titre encore" in response.content.decode()


def test_somebody_who_began_before_there_was_any_version_overwrites_none(
    home: Home, editor: Person, colleague: Client
) -> None:
    page = item("article", home, "Un titre", body=paragraph("Du texte."))
    address = f"/admin/pages/{page.pk}/edit/"
    client = signed_in(editor)
    assert 'name="loaded_nothing"' in client.get(address).content.decode()
    stale = form(page, title="Le mien")
    assert colleague.post(address, form(page, title="Le leur")).status_code == 302
    assert client.post(address, stale).status_code == 409
    assert versions(page) == ["Le leur"]


def test_the_autosave_is_refused_too_and_says_so(
    article: Article, address: str, editor: Person, colleague: Client
) -> None:
    stale = form(article, title="Le mien")
    colleague.post(address, form(article, title="Le leur"))
    response = signed_in(editor).post(address, stale, headers={"accept": "application/json"})
    assert response.status_code == 409
    assert json.loads(response.content)["error_code"] == "invalid_revision"
    assert versions(article)[-1] == "Le leur"


def test_one_person_in_two_tabs_is_asked_as_well(
    article: Article, address: str, editor: Person
) -> None:
    client, stale = signed_in(editor), form(article, title="Second onglet")
    assert client.post(address, form(article, title="Premier onglet")).status_code == 302
    assert client.post(address, stale).status_code == 409


def test_a_save_upon_the_newest_version_goes_through_and_the_device_may_forget(
    article: Article, address: str, editor: Person
) -> None:
    response = signed_in(editor).post(address, form(article, title="Le mien"))
    assert response.status_code == 302
    assert response.cookies["sent"].value == KEY
    assert not response.cookies["sent"]["httponly"]


def test_nothing_but_a_key_comes_back_in_the_cookie(
    article: Article, address: str, editor: Person
) -> None:
    sent = form(article, draft_key="; path=/ <script>")
    assert "sent" not in signed_in(editor).post(address, sent).cookies


def test_what_a_device_kept_is_shown_again_without_being_saved(
    article: Article, address: str, editor: Person
) -> None:
    before = versions(article)
    kept = form(article, title="", summary="Tapé hier", **{"show-again": "1"})
    response = signed_in(editor).post(address, kept)
    assert response.status_code == 200
    html = response.content.decode()
    assert "Tapé hier" in html
    assert f'data-again="{KEY}"' in html
    assert response.context["has_unsaved_changes"]
    assert versions(article) == before


def test_what_a_device_kept_of_an_older_version_is_shown_beside_the_newer_one(
    article: Article, address: str, editor: Person, colleague: Client
) -> None:
    kept = form(article, title="Tapé hier", **{"show-again": "1"})
    colleague.post(address, form(article, title="Le leur"))
    response = signed_in(editor).post(address, kept)
    assert response.status_code == 409
    assert "Tapé hier" in response.content.decode()


def test_a_new_page_that_a_device_kept_is_shown_again(home: Home, editor: Person) -> None:
    kept = form(home, title="Pas encore une page", **{"show-again": "1"})
    response = signed_in(editor).post(f"/admin/pages/add/pages/article/{home.pk}/", kept)
    assert response.status_code == 200
    assert "Pas encore une page" in response.content.decode()
    assert not Article.objects.exists()


def test_somebody_who_may_not_edit_the_page_is_shown_nothing(
    article: Article, address: str
) -> None:
    stranger = PersonFactory()
    sent = form(article, **{"show-again": "1"})
    assert signed_in(stranger).post(address, sent).status_code == 404
    assert Client().post(address, sent).status_code == 302


@many_writers
@pytest.mark.usefixtures("transactional_db")
def test_of_two_who_save_at_once_one_is_refused() -> None:
    home, _english = french_and_english()
    page = item("article", home, "Un titre", body=paragraph("Du texte."))
    page.save_revision()
    person = give_role(PersonFactory(), home, ("add", "change", "publish"))
    address, stale = f"/admin/pages/{page.pk}/edit/", form(page, title="Second")
    first, second = signed_in(person), signed_in(person)
    with transaction.atomic():
        assert first.post(address, form(page, title="Premier")).status_code == 302
        other = Apart(lambda: second.post(address, stale).status_code)
        other.go_as_far_as_it_can()
    assert other.end() == 409
    assert versions(page)[-1] == "Premier"
