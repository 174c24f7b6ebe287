"""Rich texts go out and come back in each format without losing anything of their form."""

import json
from collections import Counter
from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail_localize.strings import StringValue, extract_strings, restore_strings

from exchange.translations.bundle import Bundle, Line, key_of
from exchange.translations.export import FORMATS
from exchange.translations.guard import address_of, check, read
from exchange.translations.markup import html_of, is_same
from tests.exchange.translations.conftest import through
from tests.exchange.translations.random_texts import rich_texts

UUID = "3f1d0d3e-5b1c-4f0e-9a55-5a5e6d1f7c11"
Strings = list[tuple[StringValue, dict[str, Any]]]


def lines_of(strings: Strings, place: str) -> list[Line]:
    """The strings of a text, each translated by itself."""
    return [
        Line(
            key=key_of(1, UUID, f"{place}.{number}", string.data),
            was="",
            source=string.data,
            target=string.data,
            page="Une page",
            language="fr",
            links={name: address_of(one) for name, one in (links or {}).items()},
        )
        for number, (string, links) in enumerate(strings)
    ]


def tags_in(html: str) -> Counter[str]:
    """How many there are of each tag, links with what they lead to."""
    return Counter(
        tag.name + json.dumps(dict(sorted(tag.attrs.items())))
        for tag in BeautifulSoup(html, "html.parser").find_all(True)
    )


def goes_round(texts: list[str], kind: str, language: str) -> None:
    """Take texts out and back, and put them together again."""
    extracted = [extract_strings(html) for html in texts]
    given = Bundle("fr", language, "2026-11-23T10:00:00+00:00")
    for number, (_template, strings) in enumerate(extracted):
        given.lines += lines_of(strings, str(number))
    came = through(given, kind)
    assert (came.source_language, came.target_language, came.made) == ("fr", language, given.made)
    assert [line.key for line in came.lines] == [line.key for line in given.lines]
    lines = iter(came.lines)
    for html, (template, strings) in zip(texts, extracted, strict=True):
        back: Strings = []
        for string, links in strings:
            line = next(lines)
            runs = read(line.target, string.data, links or {})
            check(runs, string.data, None)
            assert is_same(html_of(runs), string.data), (string.data, line.target)
            back.append((StringValue(html_of(runs)), links))
        assert tags_in(restore_strings(template, back)) == tags_in(html)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", FORMATS)
def test_rich_texts_go_round(kind: str, language: str) -> None:
    goes_round(list(rich_texts(30)), kind, language)


@pytest.mark.full
@pytest.mark.parametrize("kind", FORMATS)
def test_five_hundred_rich_texts_go_round(kind: str) -> None:
    goes_round(list(rich_texts(500, seed=11)), kind, "es")


@pytest.mark.parametrize("kind", FORMATS)
def test_originals_in_several_languages_go_into_one_file(kind: str) -> None:
    given = Bundle("fr en", "ar", "2026-11-23T10:00:00+00:00")
    for number, language in enumerate(("fr", "en"), 1):
        key = key_of(number, UUID, "title", "Eau")
        given.lines.append(Line(key, "01234567", "Eau", "ماء", f"Page {number}", language))
    came = through(given, kind)
    assert (came.source_language, came.target_language) == ("fr en", "ar")
    assert came.is_from("fr")
    assert came.is_from("en")
    assert not came.is_from("ar")
    assert [(one.key, one.was, one.target) for one in came.lines] == [
        (one.key, "01234567", "ماء") for one in given.lines
    ]
