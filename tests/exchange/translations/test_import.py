"""A file is compared text by text with what the site says; what fits is taken, nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail_localize.models import StringTranslation, Translation

from access.models import LanguageRole
from exchange.translations.bundle import Bundle
from exchange.translations.export import FORMATS
from exchange.translations.plan import State, make_plan
from exchange.translations.take import take
from languages.models import LanguageRule
from languages.states import segments_of, state_of
from pages.models import Article, Home
from tests.exchange.translations.conftest import bundle, texts, through
from tests.factories import PersonFactory, add
from tests.languages.translating import MACHINE, MANUAL, approve, begin, translate

PUITS = 'Le <b>puits</b> est <i>ouvert</i> : <a id="a1">voir</a>.'
WELL = 'The <b>well</b> is <i>open</i>: <a id="a1">look</a>.'


def filled(**targets: str) -> Bundle:
    """All texts, some of them with a translation, by the beginning of the original."""
    given = bundle()
    for line in given.lines:
        for beginning, target in targets.items():
            if line.source.startswith(beginning):
                line.target = target
    return given


def reasons(given: Bundle, person: Any = None) -> list[str]:
    """Why texts of a file are refused."""
    return [one.reason for one in make_plan(given, person).of(State.REFUSED)]


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_new_is_taken_and_sent_once_more_changes_nothing(
    translation: Translation, kind: str
) -> None:
    writer = PersonFactory(is_superuser=True)
    given = filled(Deux="Two sentences.", Awa="Awa")
    came = through(given, kind)
    report = take(came, writer).as_data()
    assert report == {"taken": 2, "unchanged": 6, "conflicts": [], "refused": []}
    assert texts() == {"Deux phrases.": "Two sentences.", "Awa": "Awa"}
    row = StringTranslation.objects.first()
    assert row and (row.translation_type, row.last_translated_by) == (MANUAL, writer)
    assert take(came, writer).as_data()["unchanged"] == 8


def test_a_translation_keeps_its_looks_and_links(translation: Translation) -> None:
    given = filled(Le=WELL)
    given.lines[2].target = given.lines[2].target.replace("<b>", "<B>").replace("</b>", "</B>")
    assert take(given, None).as_data()["taken"] == 1
    assert texts() == {PUITS: WELL}
    assert not StringTranslation.objects.get().has_error


def test_a_dry_run_writes_nothing(translation: Translation) -> None:
    assert make_plan(filled(Deux="Two."), None).as_data()["taken"] == 1
    assert texts() == {}


def test_what_was_translated_here_meanwhile_stays_and_is_told(translation: Translation) -> None:
    given = filled(Deux="Two sentences.", Awa="Awa")
    translate(translation, only=lambda path: path == "summary")
    report = take(given, None).as_data()
    assert (report["taken"], report["unchanged"]) == (1, 6)
    [conflict] = report["conflicts"]
    assert (conflict["here"], conflict["file"]) == ("en: Deux phrases.", "Two sentences.")
    assert texts()["Deux phrases."] == "en: Deux phrases."


def test_a_translation_that_only_changed_here_is_no_conflict(translation: Translation) -> None:
    translate(translation)
    given = bundle()
    StringTranslation.objects.filter(context__path="summary").update(data="Better.")
    assert take(given, None).as_data()["unchanged"] == 8
    assert texts()["Deux phrases."] == "Better."


def test_what_changed_in_the_file_alone_is_taken(translation: Translation) -> None:
    translate(translation)
    assert take(filled(Deux="Better."), None).as_data()["taken"] == 1
    assert texts()["Deux phrases."] == "Better."


def test_one_goes_on_with_a_file_that_was_brought_back_already(translation: Translation) -> None:
    given = filled(Deux="A beginning.")
    take(given, None)
    given.lines[1].target = "The end."
    assert take(given, None).as_data()["taken"] == 1
    StringTranslation.objects.update(data="Somebody else’s.")
    given.lines[1].target = "The very end."
    assert len(take(given, None).as_data()["conflicts"]) == 1


def test_an_empty_translation_takes_nothing_away(translation: Translation) -> None:
    translate(translation)
    assert take(filled(Deux="", Le=" "), None).as_data()["unchanged"] == 8
    assert texts()["Deux phrases."] == "en: Deux phrases."


def test_the_machines_words_are_said_to_be_so_and_stay_unread(translation: Translation) -> None:
    translate(translation, kind=MACHINE)
    given = bundle()
    assert "machine" in given.lines[0].remark
    assert take(given, None).as_data()["unchanged"] == 8
    kinds = StringTranslation.objects.values_list("translation_type", flat=True)
    assert set(kinds) == {MACHINE}


def test_where_a_second_person_reads_all_it_waits_for_her(translation: Translation) -> None:
    LanguageRule.objects.create(locale=translation.target_locale, needs_review=True)
    translate(translation)
    for text in StringTranslation.objects.all():
        approve(text, PersonFactory())
    take(filled(Deux="Two sentences."), None)
    states = {one.context.path: state_of(one, True).value for one in segments_of(translation)}
    assert (states["summary"], states["title"]) == ("to_review", "approved")


def lose(line: Any) -> None:
    line.target = WELL.replace("<b>", "").replace("</b>", "")


REFUSED: dict[str, tuple[Callable[[Any], None], str]] = {
    "a look that is lost": (lose, "missing"),
    "a look too many": (lambda line: put(line, WELL.replace("The", "<b>A</b> big")), "not in the"),
    "a link that is lost": (lambda line: put(line, "The <b>well</b> is <i>open</i>."), "A link is"),
    "another link": (lambda line: put(line, WELL.replace("a1", "a2")), "A link is missing"),
    "a link with an address": (
        lambda line: put(line, WELL.replace('id="a1"', 'href="https://evil.example"')),
        "No link of the original leads to https://evil.example",
    ),
    "a link twice": (lambda line: put(line, f'{WELL} and <a id="a1">b</a>'), "not in the original"),
    "a script": (lambda line: put(line, f"{WELL}<script>alert(1)</script>"), "tags that a text"),
    "an event": (lambda line: put(line, WELL.replace("<b>", "<b onclick='x'>")), "tags that a"),
    "a comment": (lambda line: put(line, f"{WELL}<!-- x -->"), "tags that a text"),
    "a picture": (lambda line: put(line, f'{WELL}<img src="x">'), "tags that a text"),
    "an open tag": (lambda line: put(line, WELL.replace("</i>", "")), "not closed"),
    "crossing tags": (lambda line: put(line, "<b>a <i>b</b></i>"), "not closed"),
    "a line end": (lambda line: put(line, WELL.replace("is", "<br/>is")), "not in the original"),
    "a path": (lambda line: put(line, "/etc/passwd"), "name of a file"),
    "far too long a text": (lambda line: put(line, WELL + "a" * 20_000), "longer than the 20000"),
    "another original": (lambda line: setattr(line, "source", "Autre chose"), "was changed in the"),
    "a key of nothing": (lambda line: setattr(line, "key", "99-00000000000000"), "no text of this"),
    "a key without sense": (lambda line: setattr(line, "key", "../../x"), "no text of this"),
    "no key": (lambda line: setattr(line, "key", ""), "no text of this"),
    "another text’s key": (lambda line: setattr(line, "key", line.key[:-1] + "g"), "no text of"),
    "what is not finished": (lambda line: setattr(line, "is_unfinished", True), "not finished"),
}  # fmt: skip


def put(line: Any, target: str) -> None:
    line.target = target


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused_with_a_reason_and_the_rest_taken(
    translation: Translation, name: str
) -> None:
    given = filled(Le=WELL, Deux="Two.")
    change, words = REFUSED[name]
    change(given.lines[2])
    report = take(given, None).as_data()
    assert report["taken"] == 1
    [refused] = report["refused"]
    assert words in refused["reason"]
    assert refused["segment"] == given.lines[2].key
    assert texts() == {"Deux phrases.": "Two."}


def test_the_name_of_a_file_is_no_text(translation: Translation) -> None:
    names = ["/etc/passwd", "../../x", "C:\\Users\\Ada", "\\\\host\\x", "file:///x", "minutes.po"]
    for name in names:
        assert reasons(filled(Deux=name)) == [
            "The translation is the name of a file, and no text."
        ], name


def test_placeholders_stay_as_they_are(article: Article) -> None:
    article.summary = "Il y a %(count)s puits pour {name}."
    article.save()
    begin(article)
    assert "%(count)s" in reasons(filled(Il="There are %(number)s wells for {name}."))[0]
    assert reasons(filled(Il="For {name} there are %(count)s wells.")) == []


def test_a_translation_has_to_fit_into_its_field(translation: Translation) -> None:
    assert reasons(filled(Ce="a" * 151)) == [
        "The translation is longer than the 150 characters that fit here."
    ]
    assert reasons(filled(Ce="a" * 150)) == []


def test_an_original_that_changed_since_is_said_to_have_changed(
    translation: Translation, article: Article
) -> None:
    given = filled(Deux="Two sentences.")
    article.summary = "Trois phrases."
    article.save()
    translation.source.update_from_db()
    assert reasons(given) == [
        "The original has changed since the file was made: take it out again."
    ]


def test_a_text_that_stands_twice_and_differs_is_refused(translation: Translation) -> None:
    given = filled(Deux="Two.")
    given.lines += [*filled(Deux="Two.").lines[1:2], *filled(Deux="Three.").lines[1:2]]
    report = take(given, None).as_data()
    assert (report["taken"], len(report["refused"])) == (1, 1)
    assert texts() == {"Deux phrases.": "Two."}


def test_a_file_for_another_language_is_refused_as_a_whole(translation: Translation) -> None:
    for values in ({"target_language": "ar"}, {"source_language": "de"}):
        given = filled(Deux="Two.")
        for name, value in values.items():
            setattr(given, name, value)
        assert set(reasons(given)) == {
            "This text is translated into another language than the file says."
        }
    given = filled(Deux="Two.")
    given.target_language = "en_GB"
    assert reasons(given) == []


def test_a_page_that_follows_its_original_no_more_takes_nothing(translation: Translation) -> None:
    given = filled(Deux="Two.")
    Translation.objects.update(enabled=False)
    assert "no longer follows" in reasons(given)[0]


def test_only_pages_that_one_may_translate_take_texts(
    translation: Translation, home: Home, english: Home
) -> None:
    other = add(home, Article, "Autre", summary="Ailleurs.")
    begin(other)
    given = filled(Deux="Two.", Ailleurs="Elsewhere.")
    stranger, translator = PersonFactory(), PersonFactory()
    LanguageRole.objects.create(person=translator, language="en", role="translator")
    assert set(reasons(given, stranger)) == {
        "This is no text of this site, or you may not translate its page."
    }
    other.unpublish()
    report = take(given, translator).as_data()
    assert (report["taken"], len(report["refused"])) == (1, 2)
    assert texts() == {"Deux phrases.": "Two."}
    LanguageRole.objects.update(language="ar")
    assert take(given, PersonFactory.build()).as_data()["taken"] == 0


def test_nothing_is_half_taken(translation: Translation, monkeypatch: Any) -> None:
    given = filled(Deux="Two.", Awa="Awa")
    StringTranslation.objects.all().delete()
    saved = StringTranslation.save

    def fall(self: StringTranslation, *args: Any, **kwargs: Any) -> None:
        if self.data == "Awa":
            raise RuntimeError
        saved(self, *args, **kwargs)

    monkeypatch.setattr(StringTranslation, "save", fall)
    with pytest.raises(RuntimeError):
        take(given, None)
    assert texts() == {}


def test_a_plan_asks_as_much_for_few_texts_as_for_many(
    translation: Translation, home: Home, django_assert_num_queries: Any
) -> None:
    body = [{"type": "heading", "value": f"Titre {number}"} for number in range(40)]
    long = add(home, Article, "Long", summary="Autre.", body=body)
    begin(long)
    given = filled()
    few, many = Bundle("fr", "en", ""), Bundle("fr", "en", "")
    few.lines = [line for line in given.lines if line.page == "L’eau"]
    many.lines = [line for line in given.lines if line.page == "Long"]
    assert len(few.lines) < 10
    assert len(many.lines) > 40
    make_plan(few, None)
    for one in (few, many):
        with django_assert_num_queries(4):
            make_plan(one, None)
