"""Readers report errors in translations without an account; who translates settles them."""

import datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from access.models import PageAudience, Space
from languages.actions.record import follows
from languages.actions.report import file_report
from languages.errors import errors_waiting_for
from languages.models import ErrorReport, TranslationLink
from pages.models import Article, Home, SpaceHome
from people.actions.erase import erase
from people.error_data import report_rows
from people.forms.stranger import opening
from people.models import Person
from tests.factories import PersonFactory, a_space, add, belonging, signed_in
from tests.factories import translate as sibling
from tests.languages.conftest import article_below, with_role
from tests.languages.sheets import address_of, form_at, form_in, names
from tests.languages.translating import begin, publish, publish_whole, translate

LIST = "/en/translate/?language=en"


@pytest.fixture
def translated(written: Article, django_capture_on_commit_callbacks: Any) -> Page:
    """The English translation of an article, whole and published."""
    return publish_whole(written, django_capture_on_commit_callbacks)


def form_address(page: Page) -> str:
    """Where an error on a page is reported."""
    return f"/en/report-error/{page.pk}/"


def choices(client: Client, page: Page) -> dict[str, str]:
    """The paragraphs that the form offers: their values by their words."""
    html = client.get(form_address(page)).content.decode()
    soup = BeautifulSoup(html, "html.parser")
    options = soup.select("select[name=paragraph] option")
    return {option.get_text(): str(option["value"]) for option in options}


def written_after_reading(**fields: str) -> dict[str, str]:
    """What a browser sends after a while of reading."""
    with time_machine.travel(timezone.now() - datetime.timedelta(seconds=30), tick=False):
        opened = opening()
    form = {"paragraph": "whole", "text": "It says the contrary.", "website": ""}
    return {**form, "opened": opened, **fields}


def reported(page: Page, **fields: str) -> ErrorReport:
    """A report that waits."""
    report = ErrorReport(page=page, **{"text": "Wrong.", "language": "en", **fields})
    file_report(report)
    return report


def test_a_reader_reports_an_error_on_a_paragraph_and_is_thanked(
    client: Client, translated: Page
) -> None:
    html = client.get(translated.get_url()).content.decode()
    assert f'href="{form_address(translated)}"' in html
    offered = choices(client, translated)
    assert list(offered)[:2] == ["On the whole page, or I do not know", "en: L’eau"]
    sent = written_after_reading(
        paragraph=offered["en: Le second bloc."], proposal="The second block."
    )
    response = client.post(form_address(translated), sent, follow=True)
    assert "Thank you" in response.content.decode()
    assert not client.cookies
    report = ErrorReport.objects.get()
    assert (report.page_id, report.quote) == (translated.pk, "en: Le second bloc.")
    assert (report.language, report.address) == ("en", "")


def test_the_form_is_in_the_language_of_the_page(client: Client, translated: Page) -> None:
    response = client.get(f"/fr/report-error/{translated.pk}/")
    assert (response.status_code, response["Location"]) == (302, form_address(translated))


def test_the_form_is_light_held_by_nobody_and_without_script(
    client: Client, translated: Page
) -> None:
    response = client.get(form_address(translated))
    assert "no-store" in response["Cache-Control"]
    assert "<script" not in response.content.decode()
    assert len(response.content) < 40_000


def test_what_is_still_in_the_language_of_the_original_is_not_offered(
    client: Client, written: Article, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        translation = begin(written)
        translate(translation, only=lambda path: not path.startswith("body"))
        page = publish(translation)
    assert list(choices(client, page)) == [
        "On the whole page, or I do not know", "en: L’eau", "en: Deux phrases.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"paragraph": ""},
        {"paragraph": "none"},
        {"text": "\u200b"},
        {"text": "x" * 1001},
        {"text": "a\0b"},
        {"proposal": "x" * 2001},
        {"address": "nowhere"},
        {"opened": ""},
        {"opened": "made-up"},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, translated: Page, wrong: dict[str, str]
) -> None:
    sent = written_after_reading(**wrong)
    response = client.post(form_address(translated), sent)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    if "text" not in wrong:
        assert sent["text"] in response.content.decode()
    assert not ErrorReport.objects.exists()


def test_machines_other_sites_and_floods_are_stopped(
    client: Client, translated: Page, settings: Any
) -> None:
    address = form_address(translated)
    trapped = client.post(address, written_after_reading(website="http://spam.example"))
    assert trapped.status_code == 302
    foreign = client.post(
        address, written_after_reading(), headers={"Origin": "https://elsewhere.example"}
    )
    assert foreign.status_code == 403
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "report_error": "2/h/ip"}
    found = [client.post(address, written_after_reading()) for _time in range(3)]
    assert [answer.status_code for answer in found] == [302, 302, 429]
    assert "It says the contrary." in found[-1].content.decode()
    assert ErrorReport.objects.count() == 2


def test_a_page_that_is_no_translation_has_no_form(
    client: Client, written: Article, english: Home
) -> None:
    assert client.get(form_address(written)).status_code == 404
    adapted = add(english, Article, "Water here")
    link = follows(adapted, written)
    assert client.get(form_address(adapted)).status_code == 200
    TranslationLink.objects.filter(pk=link.pk).update(kind="adaptation")
    assert client.get(form_address(adapted)).status_code == 404
    assert "report-error" not in client.get(adapted.get_url()).content.decode()


def test_who_translates_finds_it_beside_the_text_corrects_it_and_settles_it(
    client: Client, translated: Page, written: Article, translator: Person
) -> None:
    report = reported(translated, part=f"body.{written.body[1].id}", quote="en: Le second bloc.")
    loose = reported(translated, text="The tone is stiff.")
    ada = signed_in(translator)
    waiting = ada.get(LIST).content.decode()
    assert "Errors that readers report" in waiting
    assert "The tone is stiff." in waiting
    html = ada.get(address_of(written)).content.decode()
    soup = BeautifulSoup(html, "html.parser")
    form = form_in(html)
    row = soup.select_one(f"#{names(form)[-1]}").find_parent("li")  # type: ignore[union-attr]
    assert f'value="corrected-{report.pk}"' in str(row)
    assert f"-{loose.pk}" not in str(soup.select_one("ul.rows"))
    # The Enter key presses the first button of a form.
    assert soup.select_one("form[data-draft] button:not([type])")["value"] == "save"  # type: ignore[index]
    sent = {**form, names(form)[-1]: "The second block.", "act": f"corrected-{report.pk}"}
    assert ada.post(address_of(written), sent).status_code == 302
    assert form_at(ada, address_of(written))[names(form)[-1]] == "The second block."
    report.refresh_from_db()
    assert (report.outcome, report.settled_by) == ("corrected", translator)
    ada.post("/en/translate/errors/en/", {"act": f"right-{loose.pk}"})
    loose.refresh_from_db()
    assert loose.outcome == "right"
    assert "Errors that readers report" not in ada.get(LIST).content.decode()


def test_what_is_reported_on_another_part_of_a_long_page_is_shown_with_the_way_there(
    home: Home, english: Home, translator: Person, django_capture_on_commit_callbacks: Any
) -> None:
    body = [{"type": "paragraph", "value": f"<p>Texte {number}.</p>"} for number in range(30)]
    original = article_below(home, "Long", body=body)
    page = publish_whole(original, django_capture_on_commit_callbacks)
    report = reported(page, part=f"body.{original.body[29].id}", quote="en: Texte 29.")
    ada = signed_in(translator)
    first, second = (
        ada.get(f"{address_of(original)}?part={part}").content.decode() for part in (1, 2)
    )
    assert first.count(f'value="corrected-{report.pk}"') == 1
    assert ">Text 32</a>" in first
    assert 'href="?part=2#t-' in first
    assert ">Text 32</a>" not in second
    assert second.count(f'value="corrected-{report.pk}"') == 1


def test_what_can_not_be_saved_settles_nothing(
    translated: Page, written: Article, translator: Person
) -> None:
    report = reported(translated)
    ada = signed_in(translator)
    form = form_at(ada, address_of(written))
    broken = {**form, names(form)[2]: "no signs", "act": f"corrected-{report.pk}"}
    assert ada.post(address_of(written), broken).status_code == 422
    report.refresh_from_db()
    assert report.outcome == ""


def test_the_reader_is_answered_once_and_her_address_forgotten(
    translated: Page, translator: Person, django_capture_on_commit_callbacks: Any
) -> None:
    report = reported(translated, address="awa@x.example", text="Buy at spam.example")
    ada = signed_in(translator)
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            ada.post("/en/translate/errors/en/", {"act": f"corrected-{report.pk}"})
    assert [letter.to for letter in mail.outbox] == [["awa@x.example"]]
    assert "It was corrected" in mail.outbox[0].body
    assert "spam.example" not in mail.outbox[0].body
    report.refresh_from_db()
    assert report.address == ""


def test_nobody_is_written_to_about_a_page_that_became_private(
    translated: Page, translator: Person, django_capture_on_commit_callbacks: Any
) -> None:
    report = reported(translated, address="awa@x.example")
    with django_capture_on_commit_callbacks() as callbacks:
        signed_in(translator).post("/en/translate/errors/en/", {"act": f"right-{report.pk}"})
    PageAudience.objects.filter(page=translated.pk).update(audience=a_space().audience)
    for callback in callbacks:
        callback()
    assert mail.outbox == []


@pytest.mark.parametrize("act", ["", "corrected-", "corrected-0", "right-x", "erase-1"])
def test_a_button_that_no_page_of_ours_has_settles_nothing(
    translated: Page, translator: Person, act: str
) -> None:
    report = reported(translated)
    signed_in(translator).post("/en/translate/errors/en/", {"act": act})
    report.refresh_from_db()
    assert report.outcome == ""


def test_those_who_do_not_translate_there_neither_see_nor_settle(
    client: Client, translated: Page
) -> None:
    report = reported(translated)
    others = (
        PersonFactory(),
        with_role("translator", "es"),
        with_role("reviewer", space=a_space()),
    )
    for person in others:
        browser = signed_in(person)
        assert "Wrong." not in browser.get(LIST).content.decode()
        browser.post("/en/translate/errors/en/", {"act": f"right-{report.pk}"})
        assert list(errors_waiting_for(person, ["en", "es"])) == []
    assert client.post("/en/translate/errors/en/", {"act": f"right-{report.pk}"}).status_code == 302
    report.refresh_from_db()
    assert report.outcome == ""


def page_inside(space: Space) -> Page:
    """The English translation of a page of a space."""
    homes = {home.locale.language_code: home for home in SpaceHome.objects.filter(space=space)}
    original = add(homes["fr"], Article, "Entre nous", summary="Deux mots.")
    target = sibling(original, homes["en"], "Between us")
    follows(target, original)
    return target


def test_errors_on_a_private_page_are_between_those_who_see_it(
    client: Client, homes: tuple[Home, Home]
) -> None:
    space = a_space("atelier", "secret")
    page = page_inside(space)
    for stranger in (client, signed_in(PersonFactory()), signed_in(with_role("translator"))):
        assert stranger.get(form_address(page)).status_code == 404
        assert stranger.post(form_address(page), written_after_reading()).status_code == 404
    reader = signed_in(belonging(space, "reader"))
    assert 'name="address"' not in reader.get(form_address(page)).content.decode()
    sent = written_after_reading(address="awa@x.example")
    assert reader.post(form_address(page), sent).status_code == 302
    assert ErrorReport.objects.get().address == ""
    assert "contrary" in signed_in(belonging(space, "publisher")).get(LIST).content.decode()
    assert "contrary" not in signed_in(with_role("translator")).get(LIST).content.decode()


def test_somebody_with_an_account_takes_her_reports_away_or_has_her_address_erased(
    translated: Page,
) -> None:
    hers = PersonFactory(email="awa@x.example")
    for address in ("Awa@X.example", "moussa@x.example"):
        reported(translated, address=address, text=address)
    assert [row["text"] for row in report_rows(hers)] == ["Awa@X.example"]
    erase(hers)
    assert sorted(ErrorReport.objects.values_list("address", flat=True)) == ["", "moussa@x.example"]


@pytest.mark.parametrize("number", [1, 8])
def test_the_list_takes_the_same_queries_however_much_is_reported(
    translator: Person, home: Home, english: Home, number: int,
    django_assert_max_num_queries: Any, django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    for count in range(number):
        page = article_below(home, f"Page {count}", body=[])
        reported(publish_whole(page, django_capture_on_commit_callbacks))
    ada = signed_in(translator)
    with django_assert_max_num_queries(30):
        assert ada.get(LIST).content.decode().count("A reader says:") == number
