"""Somebody translates a page on its sheet: what she sees, saves and publishes."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from languages.actions.publish import publish
from languages.forms import Form
from languages.models import LanguageRule, Remark, Review, Saving
from languages.models.review import digest_of
from pages.models import Article, Home
from people.models import Person
from tests.factories import concept, signed_in
from tests.languages.conftest import article_below
from tests.languages.sheets import (
    JSON,
    address_of,
    all_typed,
    begun,
    form_at,
    form_in,
    names,
)
from tests.languages.translating import link_of


def saved_texts() -> set[str]:
    """All translated texts."""
    return set(StringTranslation.objects.values_list("data", flat=True))


@pytest.fixture
def ada(translator: Person) -> Client:
    """The browser of a translator."""
    return signed_in(translator)


def test_a_page_goes_from_begun_to_published_in_two_forms(
    ada: Client, written: Article, django_capture_on_commit_callbacks: Any
) -> None:
    form = all_typed(ada, written)
    assert len(names(form)) == 5
    with django_capture_on_commit_callbacks(execute=True):
        response = ada.post(address_of(written), {**form, "act": "publish"})
    assert response.status_code == 302
    page = Page.objects.get(translation_key=written.translation_key, locale__language_code="en")
    assert page.live
    assert page.title == "en L’eau"
    assert page.specific.body[0].value.source.count("https://example.org/") == 1
    assert link_of(page).state == "current"
    assert "is published" in ada.get(address_of(written)).content.decode()


def test_signs_of_markup_are_shown_as_small_tags_and_kept(ada: Client, written: Article) -> None:
    form = begun(ada, written)
    html = ada.get(address_of(written)).content.decode()
    assert "Un &lt;b&gt;premier&lt;/b&gt; mot, &lt;a1&gt;un lien&lt;/a1&gt;." in html
    # What explains the signs is no markup itself.
    assert "<b>" not in html
    name = names(form)[2]
    text = "<a1>A link</a1> & a <b>first</b> word < two."
    ada.post(address_of(written), {**form, name: f"{text}\0\r\n"})
    assert ('<a id="a1">A link</a> &amp; a <b>first</b> word &lt; two.') in saved_texts()
    assert form_at(ada, address_of(written))[name] == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A first word, <a1>a link</a1>.", "&lt;b&gt;, &lt;/b&gt; are missing"),
        ("A <b>first</b> word, a link.", "&lt;a1&gt;, &lt;/a1&gt; are missing"),
        ("A <b>first</b> <script>x</script>, <a1>a link</a1>.", "are not in the original"),
        ("A <b>first</b> <img src=x onerror=y>, <a1>a link</a1>.", "is not in the original"),
        ("A <b>first, <a1>a</b> link</a1>.", "stands in the wrong place"),
        ("</b>A first<b> word, <a1>a link</a1>.", "stands in the wrong place"),
        ("A <b>first</b> word, <a1>a link</a1>." + "x" * 9000, "This is too long"),
    ],
)
def test_a_text_that_does_not_keep_the_signs_is_given_back_and_the_others_are_saved(
    ada: Client, written: Article, text: str, said: str
) -> None:
    form = begun(ada, written)
    title, name = names(form)[0], names(form)[2]
    response = ada.post(address_of(written), {**form, title: "Water", name: text})
    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert form_in(html)[name] == text
    assert saved_texts() == {"Water"}


def test_what_is_not_touched_is_not_saved_and_clearing_a_text_takes_it_back(
    ada: Client, written: Article
) -> None:
    form = begun(ada, written)
    ada.post(address_of(written), form)
    assert saved_texts() == set()
    ada.post(address_of(written), {**form, names(form)[0]: "Water"})
    form = form_at(ada, address_of(written))
    ada.post(address_of(written), {**form, names(form)[0]: ""})
    assert saved_texts() == set()


def test_the_same_form_sent_twice_is_saved_once(
    ada: Client, written: Article, django_capture_on_commit_callbacks: Any
) -> None:
    form = {**all_typed(ada, written), "act": "publish"}
    with django_capture_on_commit_callbacks(execute=True):
        assert ada.post(address_of(written), form).status_code == 302
    page = Page.objects.get(translation_key=written.translation_key, locale__language_code="en")
    revisions = page.revisions.count()
    StringTranslation.objects.filter(context__path="title").update(data="Somebody else’s")
    with django_capture_on_commit_callbacks(execute=True):
        assert ada.post(address_of(written), form).status_code == 302
    assert page.revisions.count() == revisions
    assert "Somebody else’s" in saved_texts()
    assert Saving.objects.count() == 1
    assert form["form_key"] in ada.get(address_of(written)).content.decode()


def test_of_two_who_change_a_text_both_are_kept_and_the_second_sees_both(
    ada: Client, reviewer: Person, written: Article
) -> None:
    bob = signed_in(reviewer)
    form = begun(ada, written)
    title, summary = names(form)[:2]
    bob.post(address_of(written), {**form, title: "Bob’s well"})
    response = ada.post(address_of(written), {**form, title: "Ada’s well", summary: "Two."})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Bob’s well" in html
    (differing,) = BeautifulSoup(html, "html.parser").select(".errors details")
    assert differing.select_one("del").text == "theirs: Bob’s"  # type: ignore[union-attr]
    assert differing.select_one("ins").text == "yours: Ada’s"  # type: ignore[union-attr]
    assert form_in(html)[title] == "Ada’s well"
    assert saved_texts() == {"Bob’s well", "Two."}
    assert ada.post(address_of(written), form_in(html)).status_code == 302
    assert saved_texts() == {"Ada’s well", "Two."}


def test_a_text_whose_paragraph_went_meanwhile_is_given_back(ada: Client, written: Article) -> None:
    form = begun(ada, written)
    last = names(form)[-1]
    written.body = written.body.get_prep_value()[:1]
    written.save_revision().publish()
    ada.post(address_of(written), {"act": "begin"})
    response = ada.post(address_of(written), {**form, last: "The second block."})
    assert response.status_code == 409
    assert "<blockquote" in response.content.decode()
    assert "The second block." in response.content.decode()
    assert saved_texts() == set()


def test_when_the_original_changes_the_old_translation_is_kept_to_be_mended(
    ada: Client, written: Article
) -> None:
    ada.post(address_of(written), all_typed(ada, written))
    written.title = "L’eau douce"
    written.save_revision().publish()
    assert "The original has changed since" in ada.get(address_of(written)).content.decode()
    form = begun(ada, written)
    html = ada.get(address_of(written)).content.decode()
    assert "<ins> douce</ins>" in html
    title = names(form)[0]
    assert form[title] == "en L’eau"
    ada.post(address_of(written), form)
    assert not StringTranslation.objects.filter(translation_of__data="L’eau douce").exists()
    ada.post(address_of(written), {**form, f"r-{title[2:]}": "on"})
    assert StringTranslation.objects.get(translation_of__data="L’eau douce").data == "en L’eau"


def test_where_a_second_person_reads_the_author_can_neither_approve_nor_publish(
    ada: Client, reviewer: Person, written: Article, english: Home,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    LanguageRule.objects.create(locale=english.locale, needs_review=True)
    form = all_typed(ada, written)
    with django_capture_on_commit_callbacks(execute=True):
        ada.post(address_of(written), {**form, "act": "publish"})
    page = Page.objects.get(translation_key=written.translation_key, locale__language_code="en")
    assert not page.live
    ada.post(address_of(written), {**form_at(ada, address_of(written)), "act": "approve"})
    assert not Review.objects.exists()
    bob = signed_in(reviewer)
    bob.post(address_of(written), {**form_at(bob, address_of(written)), "act": "approve"})
    assert Review.objects.filter(by=reviewer).count() == 5
    with django_capture_on_commit_callbacks(execute=True):
        bob.post(address_of(written), {**form_at(bob, address_of(written)), "act": "publish"})
    page.refresh_from_db()
    assert page.live
    assert link_of(page).complete == 100


def test_a_reviewer_sends_a_text_back_with_a_sentence_that_its_author_reads(
    ada: Client, reviewer: Person, written: Article, english: Home
) -> None:
    LanguageRule.objects.create(locale=english.locale, needs_review=True)
    ada.post(address_of(written), all_typed(ada, written))
    bob = signed_in(reviewer)
    form = form_at(bob, address_of(written))
    back = next(name for name in form if name.startswith("b-"))
    bob.post(address_of(written), {**form, back: "Too literal, I think."})
    assert "Too literal, I think." in ada.get(address_of(written)).content.decode()
    form = form_at(ada, address_of(written))
    ada.post(address_of(written), {**form, f"t-{back[2:]}": "Better"})
    assert "Too literal" not in ada.get(address_of(written)).content.decode()
    assert not Remark.objects.exists()


def test_machine_text_counts_once_a_person_says_that_it_is_right(
    ada: Client, written: Article
) -> None:
    form = begun(ada, written)
    ada.post(address_of(written), {**form, names(form)[0]: "Water"})
    StringTranslation.objects.update(translation_type="machine", last_translated_by=None)
    form = form_at(ada, address_of(written))
    ada.post(address_of(written), form)
    assert not Review.objects.exists()
    ada.post(address_of(written), {**form, f"r-{names(form)[0][2:]}": "on"})
    assert Review.objects.count() == 1


def test_a_page_without_its_title_is_not_published_and_the_texts_are_saved(
    ada: Client, written: Article
) -> None:
    form = begun(ada, written)
    ada.post(address_of(written), {**form, names(form)[-1]: "The last.", "act": "publish"})
    html = ada.get(address_of(written)).content.decode()
    assert "not published yet. Translate first: Title, Summary." in html
    assert saved_texts() == {"The last."}


def test_publishing_a_translation_reads_its_segments_once(
    ada: Client, translator: Person, written: Article, django_capture_on_commit_callbacks: Any
) -> None:
    ada.post(address_of(written), all_typed(ada, written))
    translation = Translation.objects.get()
    form = Form("a-form-key", "publish", {})
    with (
        CaptureQueriesContext(connection) as queries,
        django_capture_on_commit_callbacks(execute=True),
    ):
        publish(translation, translator, form)
    read = [one["sql"] for one in queries if 'FROM "wagtail_localize_stringsegment"' in one["sql"]]
    ours = [sql for sql in read if "translation_type" in sql]
    # What is left is read by wagtail-localize itself.
    assert (len(ours), len(read)) == (1, 2)


def test_the_same_text_elsewhere_is_suggested_from_readable_pages_only(
    ada: Client, written: Article, home: Home, django_capture_on_commit_callbacks: Any
) -> None:
    other = article_below(home, "Autre")
    with django_capture_on_commit_callbacks(execute=True):
        ada.post(address_of(other), {**all_typed(ada, other), "act": "publish"})
    begun(ada, written)
    assert "en Le second bloc." in ada.get(address_of(written)).content.decode()
    Page.objects.filter(translation_key=other.translation_key).update(live=False)
    assert "en Le second bloc." not in ada.get(address_of(written)).content.decode()


def test_terms_of_the_thesaurus_are_marked_with_their_agreed_translation(
    ada: Client, home: Home, english: Home
) -> None:
    concept("water", "Eau potable", "Drinking water")
    concept("soil", "Sol", "")
    body = [{"type": "paragraph", "value": "<p>L’<b>eau</b> potable et le sol.</p>"}]
    page = article_below(home, "Autre", body=body)
    begun(ada, page)
    html = ada.get(address_of(page)).content.decode()
    assert "<mark>eau&lt;/b&gt; potable</mark>" in html
    assert "data-term>Drinking water</strong>" in html
    assert "<mark>sol</mark>" not in html


def test_a_saved_text_without_the_agreed_word_gets_an_advice_and_is_saved(
    ada: Client, reviewer: Person, home: Home, english: Home
) -> None:
    concept("water", "Eau potable", "Drinking water")
    body = [{"type": "paragraph", "value": "<p>L’<b>eau</b> potable manque.</p>"}]
    page = article_below(home, "Autre", body=body)
    form = begun(ada, page)
    advice = "The agreed word for “<bdi lang="
    assert advice not in ada.get(address_of(page)).content.decode()
    name = names(form)[2]
    ada.post(address_of(page), {**form, name: "Safe <b>liquid</b> is lacking."})
    assert saved_texts() == {"Safe <b>liquid</b> is lacking."}
    html = ada.get(address_of(page)).content.decode()
    assert html.count(advice) == 1
    assert 'is “<bdi lang="en">Drinking water</bdi>”.' in html
    assert f'aria-describedby="o-{name[2:]} a-{name[2:]}"' in html
    text = StringTranslation.objects.get()
    Review.objects.create(text=text, digest=digest_of(text.data), by=reviewer)
    assert advice not in ada.get(address_of(page)).content.decode()
    right = {**form_at(ada, address_of(page)), name: "Our <b>drinking</b> waters are lacking."}
    ada.post(address_of(page), right)
    assert not Review.objects.exists()
    assert advice not in ada.get(address_of(page)).content.decode()


def test_a_long_page_comes_in_parts(ada: Client, home: Home, english: Home) -> None:
    body = [{"type": "paragraph", "value": f"<p>Texte {number}.</p>"} for number in range(58)]
    page = article_below(home, "Long", body=body)
    begun(ada, page)
    parts = [form_at(ada, f"{address_of(page)}?part={part}") for part in (1, 2, 3)]
    assert [len(names(form)) for form in parts] == [25, 25, 10]
    last = names(parts[2])[-1]
    response = ada.post(f"{address_of(page)}?part=3", {**parts[2], last: "Text 57."})
    assert response["Location"].endswith("?part=3")
    assert form_at(ada, f"{address_of(page)}?part=99")[last] == "Text 57."


def test_a_script_is_told_where_to_go_once_all_is_saved(ada: Client, written: Article) -> None:
    form = begun(ada, written)
    name = names(form)[0]
    saved = ada.post(address_of(written), {**form, name: "Water"}, headers={"Accept": JSON})
    assert saved.json() == {"saved": True, "address": address_of(written)}
    again = ada.post(address_of(written), {**form, name: "Water"}, headers={"Accept": JSON})
    assert again.json() == saved.json()
    refused = ada.post(
        address_of(written), {**form, names(form)[2]: "no signs"}, headers={"Accept": JSON}
    )
    assert refused.status_code == 409


@pytest.mark.parametrize(
    "sent",
    [
        {"t-999-999": "x"},
        {"t-": "x"},
        {"t-1-1-1": "x", "v-1": "y"},
        {"t-99999999999999999999-1": "x"},
        {"form_key": "\0" * 9, "act": "\0"},
        {"form_key": "x" * 1000},
        {"part": "x"},
    ],
)
def test_a_form_that_no_page_of_ours_sends_breaks_nothing(
    ada: Client, written: Article, sent: dict[str, str]
) -> None:
    begun(ada, written)
    response = ada.post(f"{address_of(written)}?part=%00", sent)
    assert response.status_code in (302, 409)
    assert saved_texts() == set()


def test_the_preview_shows_what_is_translated_so_far(ada: Client, written: Article) -> None:
    form = begun(ada, written)
    ada.post(address_of(written), {**form, names(form)[0]: "Water so far"})
    response = ada.get(f"{address_of(written)}preview/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "Water so far" in html
    assert '<html lang="en"' in html
    assert html.count('lang="fr" dir="ltr" data-untranslated') == 3
    assert "no-store" in response["Cache-Control"]
    assert not Page.objects.filter(title="Water so far").exists()


@pytest.mark.parametrize("texts", [4, 20])
def test_a_sheet_takes_the_same_queries_whatever_its_length(
    ada: Client, home: Home, english: Home, texts: int, django_assert_max_num_queries: Any
) -> None:
    body = [{"type": "paragraph", "value": f"<p>Texte {number}.</p>"} for number in range(texts)]
    page = article_below(home, "Long", body=body)
    begun(ada, page)
    with django_assert_max_num_queries(40) as counted:
        ada.get(address_of(page))
    print(texts, len(counted))
