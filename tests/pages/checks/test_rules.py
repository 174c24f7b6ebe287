"""Each rule of the check-list: what it finds, what it leaves alone."""

import pytest
from django.utils.translation import override

from files.models import Consent, Picture, SiteDocument
from pages.checks.content import (
    Blank,
    Content,
    File,
    Heading,
    Link,
    Place,
    Shown,
    Text,
    link_words,
    paragraphs,
)
from pages.checks.finding import Finding
from pages.checks.run import RULES, check_content
from pages.checks.sentences import count_words, sentences
from pages.checks.weights import page_weight

HERE = Place("Texte", "Le puits", "#here")


def found(content: Content) -> list[str]:
    """The codes of the rules that find something, once for each finding."""
    return [finding.rule.code for finding in check_content(content)]


def written(text: str, language: str = "fr") -> Content:
    """A content of one paragraph."""
    return Content(language, texts=[Text(HERE, (text,))])


def picture(**fields: str) -> Picture:
    """A picture of which all is said, but for these fields."""
    values = {"title": "Puits", "credit": "Awa", "consent": Consent.AGREED, **fields}
    return Picture(collection_id=1, **values)


def shown(image: Picture | None, alt: str = "Un puits", weight: int = 9000) -> Shown:
    """A picture in a page."""
    return Shown(HERE, image, weight, alt, HERE)


@pytest.mark.parametrize(
    ("image", "alt", "codes"),
    [
        (picture(), "Un puits", []),
        (picture(consent=Consent.NOBODY), "Un puits", []),
        (picture(), "  ", ["description"]),
        (picture(consent=Consent.UNASKED), "Un puits", ["consent"]),
        (picture(credit=""), "Un puits", ["credit"]),
        (picture(credit="", consent=""), "", ["description", "consent", "credit"]),
        (None, "", []),
    ],
)
def test_a_picture_is_described_credited_and_shown_with_consent(
    image: Picture | None, alt: str, codes: list[str]
) -> None:
    assert found(Content("fr", pictures=[shown(image, alt)])) == codes


def test_only_descriptions_and_consents_prevent_publishing() -> None:
    assert [rule.code for rule in RULES if rule.prevents] == ["description", "consent"]


def test_what_prevents_comes_first() -> None:
    content = Content("fr", blanks=[Blank(HERE)], pictures=[shown(picture(credit=""), "")])
    assert found(content) == ["description", "credit", "empty_block"]


@pytest.mark.parametrize(
    ("language", "words", "is_empty"),
    [
        ("fr", "cliquez ici", True),
        ("fr", "Cliquez ici !", True),
        ("fr", "ici", True),
        ("fr", "« Ici »", True),
        ("fr", "En savoir plus…", True),
        ("fr", "le guide, ici", False),
        ("fr", "Les gens d’ici", False),
        ("en", "click here", True),
        ("en", "Here.", True),
        ("en", "Read  more", True),
        ("en", "Here comes the water", False),
        ("en", "More water for Kaya", False),
        ("es", "Haga clic aquí", True),
        ("ar", "هنا", True),
        ("wo", "click here", True),
        ("es", "El pozo de Kaya", False),
    ],
)
def test_a_link_says_where_it_leads(language: str, words: str, is_empty: bool) -> None:
    assert found(Content(language, links=[Link(HERE, words)])) == ["link"] * is_empty


def test_words_of_links_are_read_without_what_is_within_them() -> None:
    html = '<p><a href="/a"><b>Le</b> guide</a> et <a linktype="page" id="3">ici</a></p>'
    assert list(link_words(html)) == ["Le guide", "ici"]


def title(level: int = 1, filled: bool = True, first: bool = True, field: str = "body") -> Heading:
    """A title in a text."""
    return Heading(HERE, "Avec qui", level, filled, first, field)


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        (title(), []),
        (title(filled=False), ["empty_part"]),
        (title(level=2), ["heading"]),
        (title(level=2, first=False), []),
        (title(level=2, field="results"), []),
    ],
)
def test_titles_skip_no_level_and_have_something_beneath(
    heading: Heading, codes: list[str]
) -> None:
    assert found(Content("fr", headings=[heading])) == codes


def test_an_empty_block_and_missing_key_points_are_named() -> None:
    content = Content("fr", blanks=[Blank(HERE)], lacks_key_points=HERE)
    assert found(content) == ["empty_block", "key_points"]


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("fr", "M. Ba parle. Il a raison.", 2),
        ("fr", "Voir p. 12, cf. Le Monde, etc. Puis rien.", 2),
        ("fr", "En 300 av. J.-C. Rome existait.", 1),
        ("fr", "Il dit : « Venez ! » et ils vinrent. Tous.", 2),
        ("fr", "C’est fini… ou presque. Vraiment ?", 2),
        ("fr", "« C’est fini. » Elle sort.", 2),
        ("fr", "1. Creuser le puits. 2. Boire.", 2),
        ("en", "Mr. Ba speaks. He is right.", 2),
        ("en", "It costs approx. 3.5 million, e.g. a lot. No. 4 is next.", 2),
        ("en", "A. Diallo came at 9 a.m. on Monday.", 1),
        ("en", "“Stop!” she said. They did.", 2),
        ("es", "El Dr. Ba habla. Tiene razón.", 2),
    ],
)
def test_sentences_end_where_they_end(language: str, text: str, number: int) -> None:
    assert len(list(sentences(text, language))) == number


def test_words_are_counted_without_signs_that_stand_alone() -> None:
    assert count_words("L’eau de Kaya – 12\u00a0500 F : « claire » !") == 6


def test_a_sentence_of_thirty_words_passes_and_one_of_thirty_one_does_not() -> None:
    assert found(written(" ".join(["eau"] * 30) + ".")) == []
    finding = check_content(written("Court. Eau " + " ".join(["eau"] * 30) + "."))[0]
    assert finding.rule.code == "sentence"
    assert finding.found.values == {"number": 31, "beginning": "Eau eau eau eau eau eau"}


def test_items_of_lists_are_sentences_of_their_own() -> None:
    html = "<ul>" + "<li>dix mots qui ne finissent par aucun point dans la liste</li>" * 9 + "</ul>"
    assert found(Content("fr", texts=[Text(HERE, paragraphs(html))])) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Le PADSE est fini.", ["acronym"]),
        ("Le PADSE est fini. Le PADSE renaît.", ["acronym"]),
        ("Le Programme d’appui (PADSE) est fini. Le PADSE renaît.", []),
        ("Le PADSE (programme d’appui) est fini.", []),
        ("Trois ONG, l’ONU et un PDF.", []),
        ("Louis XIV et le XXe siècle.", []),
        ("ATTENTION TRAVAUX en cours.", []),
        ("Écrivez à INFO@example.org ou voyez www.CNRS.example.", []),
        ("Le RESO de Kaya.", []),
    ],
)
def test_an_acronym_is_spelt_out_or_known(text: str, codes: list[str]) -> None:
    content = written(text)
    content.known_names = frozenset({"RESO"})
    assert found(content) == codes


def test_a_file_above_a_megabyte_is_named_with_its_weight() -> None:
    light = SiteDocument(collection_id=1, title="Léger", file_size=1024 * 1024)
    heavy = SiteDocument(collection_id=1, title="Lourd", file_size=3 * 1024 * 1024)
    unknown = SiteDocument(collection_id=1, title="Inconnu")
    content = Content("fr", files=[File(HERE, file) for file in (light, heavy, unknown)])
    with override("en"):
        (finding,) = check_content(content)
        assert "“Lourd” weighs 3.0\xa0MB" in finding.sentence


def test_a_page_above_sixty_kilobytes_is_named_at_its_heaviest_picture() -> None:
    heaviest = Shown(Place("Image", "", "#heavy"), picture(), 25_000, "Un puits", HERE)
    content = Content("fr", pictures=[shown(picture())] * 3)
    assert found(content) == []
    content.pictures.append(heaviest)
    (finding,) = check_content(content)
    assert finding.rule.code == "heavy_page"
    assert finding.target == "#heavy"
    assert page_weight(content) == 12 * 1024 + 3 * 9000 + 25_000


def test_a_line_names_the_block_and_the_title_above_it() -> None:
    finding = Finding(RULES[0], next(RULES[0].find(Content("fr", pictures=[shown(picture(), "")]))))
    with override("en"):
        assert finding.where == "Texte, under “Le puits”"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sentence_can_be_said(language: str) -> None:
    content = Content(
        "fr",
        texts=[Text(HERE, ("Le PADSE " + "eau " * 31,))],
        links=[Link(HERE, "ici")],
        headings=[title(level=2), title(filled=False)],
        pictures=[shown(picture(credit="", consent=""), "", 70_000)],
        files=[File(HERE, SiteDocument(collection_id=1, title="Lourd", file_size=3 * 1024 * 1024))],
        blanks=[Blank(HERE)],
        lacks_key_points=HERE,
    )
    with override(language):
        findings = check_content(content)
        assert {one.rule.code for one in findings} == {rule.code for rule in RULES}
        assert all("%(" not in one.sentence for one in findings)
