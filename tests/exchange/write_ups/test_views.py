"""The screen that takes a file, and who may open it."""

import pytest
from django.urls import reverse
from wagtail.admin.ui.menus.pages import get_page_header_buttons
from wagtail.models import Page, Revision

from exchange.wagtail_hooks import listing_button
from pages.models import Seminar

GOOD = "libreoffice-seminar.odt"


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared in English."""
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def address(seminar) -> str:
    """The screen of the seminar."""
    return reverse("write_up", args=[seminar.pk])


def test_the_screen_has_one_field_one_button_and_a_way_back(client, editor, seminar, address):
    client.force_login(editor)
    page = client.get(address)
    content = page.content.decode()
    assert page.status_code == 200
    assert content.count('type="file"') == 1
    assert "Make a draft" in content
    assert reverse("wagtailadmin_pages:edit", args=[seminar.pk]) in content


def test_a_good_file_leads_to_the_questions_on_its_pictures(client, editor, seminar, address, send):
    client.force_login(editor)
    answer = client.post(address, {"file": send(GOOD)}, follow=True)
    result = reverse("write_up_result", args=[seminar.pk])
    assert answer.redirect_chain == [(result, 302)]
    counts = "7 headings, 2 lists, 1 table, 1 quote, 1 picture, 2 notes."
    assert [str(message) for message in answer.context["messages"]] == [
        f"The draft is made: {counts}"
    ]


def test_a_bad_file_shows_the_form_again_with_its_sentence(client, editor, seminar, address, send):
    client.force_login(editor)
    answer = client.post(address, {"file": send("macro.docx")})
    assert answer.status_code == 422
    assert "This file is damaged" in answer.content.decode()
    assert not Revision.objects.for_instance(seminar).exists()


def test_no_file_at_all_shows_the_form_again(client, editor, address):
    client.force_login(editor)
    assert client.post(address).status_code == 422


@pytest.mark.parametrize("method", ["get", "post"])
def test_people_without_rights_on_the_page_find_nothing(
    client, outsider, seminar, address, send, method
):
    client.force_login(outsider)
    answer = getattr(client, method)(address, {"file": send(GOOD)} if method == "post" else {})
    assert answer.status_code == 404
    assert not Revision.objects.for_instance(seminar).exists()


def test_visitors_are_sent_to_sign_in(client, address):
    assert client.get(address).status_code == 302


def test_a_locked_page_is_refused(client, editor, seminar, address):
    Seminar.objects.update(locked=True)
    client.force_login(editor)
    assert client.get(address).status_code in (302, 403)


def test_other_pages_have_no_such_screen(client, admin_user):
    other = Page.get_first_root_node().add_child(instance=Page(title="Elsewhere"))
    client.force_login(admin_user)
    assert client.get(reverse("write_up", args=[other.pk]), follow=True).status_code == 404


def test_the_button_is_there_for_the_right_pages_and_people_only(
    seminar, editor, outsider, address
):
    other = Page.objects.get(title="Elsewhere")

    def addresses(page, person):
        header = get_page_header_buttons(page, person, None, "edit")
        listing = listing_button(page, person)
        return [
            button.url for button in [*header, *listing] if "import-write-up" in (button.url or "")
        ]

    assert addresses(seminar, editor) == [address, address]
    assert addresses(seminar, outsider) == []
    assert addresses(other, outsider) == []
