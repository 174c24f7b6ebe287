"""Translators take texts out and bring them back on two light screens, within their rights."""

import io
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from access.actions.membership import give
from access.models import JournalEntry, LanguageRole
from exchange.translations.export import FORMATS
from exchange.translations.extract import read
from exchange.translations.noted import note_taken_out
from exchange.waiting import waiting_files
from pages.models import Article, Home, SpaceHome
from people.journal_words import sentence_of
from people.models import Person
from tests.exchange.translations.conftest import bundle, texts
from tests.factories import PersonFactory, a_space, add, belonging, signed_in
from tests.languages.translating import begin, translate

MOST_BYTES = 40 * 1024


@pytest.fixture
def person(translation: Translation) -> Person:
    """Somebody who translates the public site into English."""
    person = PersonFactory(language="en")
    LanguageRole.objects.create(person=person, language="en", role="translator")
    return person


@pytest.fixture
def translator(person: Person) -> Client:
    """Her browser."""
    return signed_in(person)


def address(name: str = "translation_files", *args: str) -> str:
    """An address in English."""
    return reverse(name, args=args).replace("/fr/", "/en/", 1)


def file(kind: str = "po", **targets: str) -> SimpleUploadedFile:
    """All texts as a file, some with a translation, by the beginning of the original."""
    given = bundle()
    for line in given.lines:
        for beginning, target in targets.items():
            if line.source.startswith(beginning):
                line.target = target
    return SimpleUploadedFile(f"texts.{kind}", FORMATS[kind].write(given))


def send(translator: Client, sent: SimpleUploadedFile) -> Any:
    """Send a file, and go where that leads."""
    return translator.post(address(), {"file": sent}, follow=True)


def ask(translator: Client, **words: Any) -> Any:
    """Ask for a file."""
    wanted = {"to": "en", "which": "waiting", "format": "po", **words}
    return translator.get(address("translation_file"), wanted)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_goes_out_and_its_texts_come_back_after_a_yes(
    translator: Client, person: Person, kind: str
) -> None:
    answer = ask(translator, format=kind)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{FORMATS[kind].ending}"')
    assert answer["Cache-Control"] == "private, no-store"
    assert len(read(answer.content).lines) == 8
    shown = send(translator, file(kind, Deux="Two sentences."))
    assert shown.context["counts"] == {"refused": 0, "conflict": 0, "taken": 1, "unchanged": 7}
    assert texts() == {}
    done = translator.post(shown.request["PATH_INFO"], follow=True)
    assert "1 text was taken." in done.content.decode()
    assert texts() == {"Deux phrases.": "Two sentences."}
    assert StringTranslation.objects.get().last_translated_by == person
    assert not list(waiting_files())


def test_each_text_that_is_not_taken_is_shown_with_its_reason(translator: Client) -> None:
    sent = file(Deux="Two.", Awa="<script>alert(1)</script>", Le="/etc/passwd")
    translate(Translation.objects.get(), only=lambda path: path == "summary")
    answer = send(translator, sent)
    html = answer.content.decode()
    assert html.count('data-state="refused"') == 2
    assert html.count('data-state="conflict"') == 1
    assert "tags that a text may not have" in html
    assert "en: Deux phrases." in html
    assert "<script>alert" not in html
    assert "Take these texts" not in html, "nothing can be taken"


def test_one_page_only_is_taken_out_where_one_comes_from_it(
    translator: Client, article: Article, home: Home
) -> None:
    begin(add(home, Article, "Autre", summary="Ailleurs."))
    screen = translator.get(address(), {"page": article.pk})
    assert "Only “L’eau”" in screen.content.decode()
    answer = ask(translator, which="one", page=article.pk)
    assert {one.msgid for one in polib.pofile(answer.content.decode())} >= {"L’eau"}
    assert "Autre" not in answer.content.decode()


def test_what_is_translated_waits_no_more(translator: Client, translation: Translation) -> None:
    translate(translation)
    answer = ask(translator)
    assert answer.status_code == 422
    assert "No text waits there" in answer.content.decode()
    assert ask(translator, which="all").status_code == 200


def test_what_nobody_may_ask_for_is_said_and_never_breaks(translator: Client) -> None:
    for words in (
        {"to": "ar"},
        {"to": "xx"},
        {"format": "exe"},
        {"which": "one"},
        {"which": ""},
        {"to": ""},
    ):
        assert ask(translator, **words).status_code == 422, words


def test_pages_that_are_none_are_passed_over(translator: Client) -> None:
    for number in ("0", "-1", "9" * 30, "x", "²", "99999"):
        assert translator.get(address(), {"page": number}).status_code == 200, number


def test_who_translates_nothing_finds_nothing(translation: Translation) -> None:
    translator = signed_in(PersonFactory())
    for name, args in (
        ("translation_files", ()),
        ("translation_file", ()),
        ("translation_report", ("a",)),
    ):
        assert translator.get(address(name, *args)).status_code == 404
        answer = Client().get(address(name, *args))
        assert answer.status_code == 302
        assert "login" in answer["Location"]
    assert translator.post(address(), {"file": file()}).status_code == 404


def test_texts_of_a_space_go_to_those_who_translate_there(
    translator: Client, person: Person
) -> None:
    space = a_space("atelier")
    home = SpaceHome.objects.get(space=space, locale__language_code="fr")
    inside = add(home, Article, "Dedans", summary="Secret.")
    begin(inside)
    assert "Dedans" not in ask(translator, which="all").content.decode()
    sent = file(Secret="Hers.")
    assert send(translator, sent).context["counts"]["taken"] == 0
    insider = belonging(space, "reader", language="en")
    LanguageRole.objects.create(person=insider, language="en", role="translator", space=space)
    hers = ask(signed_in(insider), which="all").content.decode()
    assert "Dedans" in hers
    assert "Deux phrases" not in hers
    sent.seek(0)
    assert send(signed_in(insider), sent).context["counts"]["taken"] == 1


def test_rights_are_read_again_with_the_yes(translator: Client, person: Person) -> None:
    shown = send(translator, file(Deux="Two."))
    LanguageRole.objects.update(language="fr")
    translator.post(shown.request["PATH_INFO"])
    assert texts() == {}


def test_what_changed_since_it_was_shown_stays(
    translator: Client, translation: Translation
) -> None:
    shown = send(translator, file(Deux="Two.", Awa="Awa"))
    translate(translation, only=lambda path: path == "summary")
    translator.post(shown.request["PATH_INFO"])
    assert texts()["Deux phrases."] == "en: Deux phrases."
    assert texts()["Awa"] == "Awa"


def test_a_file_that_waits_for_another_person_is_not_shown(translator: Client) -> None:
    shown = send(translator, file(Deux="Two."))
    other = PersonFactory(language="en")
    LanguageRole.objects.create(person=other, language="en", role="translator")
    answer = signed_in(other).get(shown.request["PATH_INFO"], follow=True)
    assert "nothing was written" in answer.content.decode()


def test_no_file_is_a_sentence(translator: Client) -> None:
    for sent in ({}, {"file": "words"}):
        answer = translator.post(address(), sent)
        assert answer.status_code == 422
        assert "Choose a file." in answer.content.decode()


def test_a_long_report_has_pages_and_each_stays_light(
    translator: Client, home: Home, translation: Translation
) -> None:
    words = "Beaucoup de mots pour une phrase assez longue. " * 6
    body = [{"type": "heading", "value": f"{number} {words}"[:140]} for number in range(90)]
    begin(add(home, Article, "Long", summary="Autre.", body=body))
    given = bundle()
    for line in given.lines:
        line.target = f"{line.source} en anglais"
    sent = SimpleUploadedFile("a.po", FORMATS["po"].write(given))
    answer = send(translator, sent)
    where = answer.request["PATH_INFO"]
    for number in ("1", "2", "3", "77", "x"):
        page = translator.get(where, {"page": number})
        assert page.status_code == 200
        assert len(page.content) < MOST_BYTES
    assert len(translator.get(address()).content) < MOST_BYTES


def test_the_screen_asks_as_much_for_few_pages_as_for_many(
    translator: Client, home: Home, django_assert_num_queries: Any
) -> None:
    counts = []
    for number in (1, 6):
        for place in range(number):
            begin(add(home, Article, f"Page {number} {place}", summary="Autre."))
        translator.get(address())
        with django_assert_num_queries(100, exact=False) as asked:
            assert translator.get(address()).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_file_costs_one_query_more_for_each_page(
    translator: Client, home: Home, django_assert_num_queries: Any
) -> None:
    counts = []
    for _round in range(2):
        ask(translator)
        with django_assert_num_queries(100, exact=False) as asked:
            ask(translator)
        counts.append(len(asked))
        for place in range(4):
            begin(add(home, Article, f"Page {place}", summary="Autre."))
    assert counts[1] == counts[0] + 4


def test_the_docx_is_what_word_opens(translator: Client) -> None:
    import zipfile

    content = ask(translator, format="docx").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert "word/document.xml" in archive.namelist()


def test_each_file_is_noted_in_the_journal_of_every_place_that_its_texts_lie_in(
    translator: Client, person: Person, home: Home
) -> None:
    space = a_space("atelier", "secret")
    inside = SpaceHome.objects.get(space=space, locale__language_code="fr")
    for title in ("Secret", "Autre"):
        begin(add(Page.objects.get(pk=inside.pk), Article, title))
    give(space, person, "publisher", None)
    assert ask(translator, format="xyz").status_code == 422
    assert not JournalEntry.objects.filter(verb="exported").exists()
    ask(translator, which="all")
    public, private = JournalEntry.objects.filter(verb="exported").order_by("space")
    assert (public.actor, public.space, private.space) == (person, None, space)
    total = len(bundle().lines)
    assert public.facts == {"what": "translations", "language": "en", "number": 8}
    assert private.facts == {"what": "translations", "language": "en", "number": total - 8}
    with override("en"):
        said = strip_tags(sentence_of(public))
    assert said.endswith("took out 8 texts to translate into this language: english.")


def test_what_was_taken_out_is_noted_in_as_many_queries_for_more_pages(
    translation: Translation, home: Home
) -> None:
    counted = []
    for number in (1, 4):
        for one in range(number):
            begin(add(home, Article, f"Page {number} {one}"))
        given = bundle()
        with CaptureQueriesContext(connection) as queries:
            note_taken_out(given, None)
        counted.append(len(queries))
    assert counted[0] == counted[1]
