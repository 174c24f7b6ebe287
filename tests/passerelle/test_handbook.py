"""The handbook: the same chapters in every language, each of which opens."""

import re

import pytest
from django.test import Client

from passerelle.handbook.chapters import LANGUAGES, chapters

WIDE = re.compile("<(?:table|pre)>")


def test_every_language_has_the_same_chapters_with_titles_of_their_own() -> None:
    first, *others = ([chapter.slug for chapter in chapters(code)] for code in LANGUAGES)
    assert all(slugs == first for slugs in others)
    for number in range(len(first)):
        titles = {chapters(code)[number].title for code in LANGUAGES}
        assert len(titles) == len(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_chapters_are_divided_alike_and_what_is_wide_scrolls(code: str) -> None:
    english = {chapter.slug: chapter for chapter in chapters("en")}
    for chapter in chapters(code):
        assert chapter.summary
        assert chapter.html.count('class="scroll"') == len(WIDE.findall(chapter.html))
        for mark in ("<h2>", "<table>", "<ol>", "<pre>"):
            assert chapter.html.count(mark) == english[chapter.slug].html.count(mark)


@pytest.mark.django_db
@pytest.mark.usefixtures("five_languages")
@pytest.mark.parametrize("code", LANGUAGES)
def test_whoever_asks_reads_every_chapter(client: Client, code: str) -> None:
    contents = client.get(f"/{code}/help/").content.decode()
    for chapter in chapters(code):
        address = f"/{code}/help/{chapter.slug}/"
        assert address in contents
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_a_chapter_that_does_not_exist_is_missing(client: Client) -> None:
    assert client.get("/en/help/no-such-chapter/").status_code == 404
