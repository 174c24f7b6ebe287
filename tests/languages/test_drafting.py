"""A machine's first draft on the sheet: where it is offered, what it fills, what it never does."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from access.actions.space import change_machine_help
from languages import machine
from languages.models import HandWritten, LanguageRule, Review
from pages.models import Article, Home, SpaceHome
from people.models import Person
from tests.factories import a_space, add, belonging, signed_in
from tests.languages.conftest import article_below
from tests.languages.sheets import address_of, begun, form_at, form_in, names
from tests.languages.translation_service import Service

BUTTON = 'value="draft"'


@pytest.fixture
def ada(translator: Person) -> Client:
    """The browser of a translator."""
    return signed_in(translator)


def asked(client: Client, page: Page, form: dict[str, str]) -> str:
    """Press the button; gives the sheet that one is led back to."""
    response = client.post(address_of(page), {**form, "act": "draft"}, follow=True)
    assert response.redirect_chain == [(address_of(page), 302)]
    return response.content.decode()


def states() -> dict[str, str]:
    """The translated texts, each with who wrote it: a machine or not."""
    return dict(StringTranslation.objects.values_list("data", "translation_type"))


def test_empty_texts_are_filled_as_unread_and_what_is_typed_is_saved_first(
    there: Service, ada: Client, written: Article
) -> None:
    form = begun(ada, written)
    html = asked(ada, written, {**form, names(form)[0]: "Water"})
    assert "L’eau" not in there.read
    assert "A machine wrote 4 texts." in html
    assert html.count("Not read by anybody yet") == 4
    assert states()["Water"] == "manual"
    assert states()['[en] Un <b>premier</b> mot, <a id="a1">un lien</a>.'] == "machine"
    assert list(states().values()).count("machine") == 4
    assert BUTTON not in html


def test_a_page_of_fifteen_texts_is_published_by_five_clicks(
    there: Service, ada: Client, home: Home, english: Home, django_capture_on_commit_callbacks: Any
) -> None:
    body = [{"type": "paragraph", "value": f"<p>Texte {number}.</p>"} for number in range(13)]
    page = article_below(home, "Long", body=body)
    form = begun(ada, page)
    assert len(names(form)) == 15
    asked(ada, page, form)
    with django_capture_on_commit_callbacks(execute=True):
        ada.post(address_of(page), {**form_at(ada, address_of(page)), "act": "approve"})
        ada.post(address_of(page), {**form_at(ada, address_of(page)), "act": "publish"})
    assert Review.objects.count() == 15
    target = Page.objects.get(translation_key=page.translation_key, locale=english.locale)
    assert target.live
    assert target.title == "[en] Long"


def test_only_the_part_that_is_before_her_is_drafted_and_approved(
    there: Service, ada: Client, home: Home, english: Home
) -> None:
    body = [{"type": "paragraph", "value": f"<p>Texte {number}.</p>"} for number in range(30)]
    page = article_below(home, "Long", body=body)
    form = begun(ada, page)
    asked(ada, page, form)
    assert len(there.read) == StringTranslation.objects.count() == 25
    second = form_at(ada, f"{address_of(page)}?part=2")
    ada.post(address_of(page), {**second, "act": "draft"})
    ada.post(address_of(page), {**second, "act": "approve"})
    # The form was made before the drafts of its part: nobody has read these.
    assert not Review.objects.exists()


def test_a_translation_of_an_older_text_and_a_block_written_by_hand_are_left_alone(
    there: Service, ada: Client, written: Article, django_capture_on_commit_callbacks: Any
) -> None:
    form = begun(ada, written)
    with django_capture_on_commit_callbacks(execute=True):
        typed = {names(form)[0]: "Water", names(form)[1]: "Two sentences."}
        ada.post(address_of(written), {**form, **typed, "act": "publish"})
    written.title = "L’eau douce"
    written.save_revision().publish()
    form = begun(ada, written)
    target = Page.objects.get(translation_key=written.translation_key, locale__language_code="en")
    last = written.body[1].id
    HandWritten.objects.create(page=target, key=f"body.{last}", digest="x")
    asked(ada, written, form)
    assert sorted(there.read) == [
        'Un <b>premier</b> mot, <a id="a1">un lien</a>.', "Un autre ensuite.",
    ]  # fmt: skip
    assert HandWritten.objects.exists()


@pytest.mark.parametrize("manner", ["fewer", "dead", "script"])
def test_a_service_that_is_away_or_hostile_leads_to_a_sentence_and_nothing_typed_is_lost(
    there: Service, ada: Client, written: Article, manner: str
) -> None:
    there.manner = manner
    if manner == "dead":
        there.server_close()
    form = begun(ada, written)
    html = asked(ada, written, {**form, names(form)[0]: "Water"})
    unusable = "The machine wrote nothing that can be used here."
    said = unusable if manner == "script" else machine.away()
    assert said in html
    assert states() == {"Water": "manual"}
    assert form_in(html)[names(form)[0]] == "Water"


def test_what_can_not_be_saved_is_given_back_and_the_service_reads_nothing(
    there: Service, ada: Client, written: Article
) -> None:
    form = begun(ada, written)
    name = names(form)[2]
    response = ada.post(address_of(written), {**form, name: "no signs", "act": "draft"})
    assert response.status_code == 422
    assert form_in(response.content.decode())[name] == "no signs"
    assert there.read == []


def test_without_a_service_there_is_no_button_and_the_form_is_saved(
    ada: Client, written: Article
) -> None:
    form = begun(ada, written)
    assert BUTTON not in ada.get(address_of(written)).content.decode()
    asked(ada, written, {**form, names(form)[0]: "Water"})
    assert states() == {"Water": "manual"}


def test_texts_of_a_space_go_to_the_service_once_its_managers_agree(
    there: Service, homes: tuple[Home, Home]
) -> None:
    space = a_space()
    inside = SpaceHome.objects.get(space=space, locale__language_code="fr")
    page = add(inside, Article, "Entre nous", summary="Deux mots.")
    browser = signed_in(belonging(space, "publisher"))
    form = begun(browser, page)
    assert BUTTON not in browser.get(address_of(page)).content.decode()
    assert "have not agreed" in asked(browser, page, form)
    assert there.read == []
    change_machine_help(space, True, belonging(space, "manager"))
    assert BUTTON in browser.get(address_of(page)).content.decode()
    asked(browser, page, form)
    assert "Entre nous" in there.read


def test_where_a_second_person_reads_a_draft_becomes_hers_and_waits(
    there: Service, ada: Client, written: Article, english: Home
) -> None:
    LanguageRule.objects.create(locale=english.locale, needs_review=True)
    asked(ada, written, begun(ada, written))
    ada.post(address_of(written), {**form_at(ada, address_of(written)), "act": "approve"})
    assert not Review.objects.exists()
    assert set(states().values()) == {"manual"}
