"""The signs that translations keep: shown in plain text, checked, and put back as they were."""

import random

import pytest
from wagtail_localize.strings import StringValue

from languages.marks import Fault, in_plain_order, kept, pieces, shown

TAGS = [("<b>", "</b>"), ("<i>", "</i>"), ('<a id="a1">', "</a>"), ('<a id="a2">', "</a>")]
WORDS = [
    "eau",
    "l’été",
    "&amp;",
    "&lt;",
    "2 &lt; 3",
    "&lt;b&gt;",
    "عربي",
    "{nom}",
    "%(n)s",
    "é\xa0!",
]


def rich(dice: random.Random, tags: list[tuple[str, str]]) -> str:
    """A text as wagtail-localize keeps it, with each of these tags once."""
    text = " ".join(dice.choices(WORDS, k=3))
    if not tags:
        return text + dice.choice(["", "<br/>"]) + dice.choice(WORDS)
    (opens, closes), *others = tags
    cut = dice.randint(0, len(others))
    return f"{text} {opens}{rich(dice, others[:cut])}{closes} {rich(dice, others[cut:])}"


@pytest.mark.parametrize("number", range(60))
def test_what_is_shown_and_sent_back_is_what_was_kept(number: int) -> None:
    dice = random.Random(number)
    html = StringValue.from_translated_html(rich(dice, dice.sample(TAGS, dice.randint(0, 4)))).data
    assert kept(shown(html), shown(html)) == html


@pytest.mark.parametrize("number", range(60))
def test_the_quick_way_shows_what_the_parser_does(number: int) -> None:
    from bs4 import BeautifulSoup

    dice = random.Random(number)
    html = rich(dice, dice.sample(TAGS, dice.randint(0, 4)))
    assert in_plain_order(html) == "".join(pieces(BeautifulSoup(html, "html.parser")))


@pytest.mark.parametrize("html", ["<b>a", "a</b>", "a < b", "<B>a</B>", "<b class='x'>a</b>"])
def test_what_is_written_otherwise_is_parsed(html: str) -> None:
    assert in_plain_order(html) is None
    assert "a" in shown(html)


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("Bonjour {nom}", "Hello", "{nom} is missing"),
        ("Bonjour {nom}", "Hello {name}", "{nom} is missing"),
        ("%(n)s puits", "wells", "%(n)s is missing"),
        ("Bonjour {{ nom }}", "Hello {{ name }}", "{{ nom }} is missing"),
        ("Il y a %d puits", "There are wells", "%d is missing"),
        ("Un mot", "A <b>word</b>", "<b>, </b> are not in the original"),
        ("Un mot", "A <script src=x", "is not in the original"),
        ("Un mot<br>deux", "A word two", "<br> is missing"),
    ],
)
def test_a_sign_that_is_missing_or_added_is_named(source: str, text: str, said: str) -> None:
    from django.utils.translation import override

    with override("en"), pytest.raises(Fault) as fault:
        kept(text, source)
    assert said in str(fault.value)


def test_signs_may_change_their_places() -> None:
    text = kept("<a1>A link</a1> in <b>bold</b>", "<b>gras</b> puis <a1>un lien</a1>")
    assert text == '<a id="a1">A link</a> in <b>bold</b>'
