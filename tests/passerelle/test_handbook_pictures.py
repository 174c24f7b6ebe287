"""The pictures of the handbook: there, light, told in words, alike in every language."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from passerelle.handbook.chapters import FOLDER, LANGUAGES, chapters, read
from tests.browser.handbook import CUTTINGS

PICTURED = sorted(path.parent.name for path in FOLDER.glob("*/pictures"))
PICTURE = re.compile(r"^!\[(.*)\]\((.*)\)$", re.MULTILINE)
SENTENCE = re.compile(r"^[A-ZÀ-Ý\u0621-\u064a].{20,}\.$")
HEAVIEST, HEAVIEST_OF_ALL, WIDEST = 25_000, 400_000, 720
HEAVIEST_PAGE = 40_000

every_language = pytest.mark.parametrize("code", LANGUAGES)


def named(code: str) -> dict[str, list[tuple[str, str]]]:
    """The pictures that each chapter of a language names, with their words."""
    paths = sorted((FOLDER / code).glob("*.md"))
    return {path.stem: PICTURE.findall(path.read_text(encoding="utf-8")) for path in paths}


@pytest.mark.parametrize("code", PICTURED)
def test_every_picture_that_is_named_is_there_light_and_narrow(code: str) -> None:
    names = [name for found in named(code).values() for _alt, name in found]
    kept = {path.name: path for path in (FOLDER / code / "pictures").iterdir()}
    assert sorted(names) == sorted(kept) == sorted(f"{name}.webp" for name in CUTTINGS)
    for path in kept.values():
        assert path.stat().st_size <= HEAVIEST
        with Image.open(path) as picture:
            assert picture.width <= WIDEST


def test_all_pictures_together_are_light() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*/pictures/*")) <= HEAVIEST_OF_ALL


@every_language
def test_what_a_picture_shows_is_told_in_a_sentence_of_its_language(code: str) -> None:
    others = [alt for other in LANGUAGES if other != code for alt in told(other)]
    assert all(SENTENCE.match(alt) for alt in told(code))
    assert not set(told(code)) & set(others)


def told(code: str) -> list[str]:
    """What all pictures of a language show, in words."""
    return [alt for found in named(code).values() for alt, _name in found]


def test_every_language_has_the_same_pictures_in_the_same_chapters() -> None:
    first, *others = (
        {chapter: [name for _alt, name in found] for chapter, found in named(code).items()}
        for code in LANGUAGES
    )
    assert all(other == first for other in others)


def test_a_chapter_that_names_a_missing_picture_fails(tmp_path: Path) -> None:
    chapter = tmp_path / "10-one.md"
    chapter.write_text("# One\n\nOf one thing.\n\n![It shows a well.](well.webp)\n")
    with pytest.raises(FileNotFoundError):
        read(chapter, light=False)


def test_a_language_without_pictures_of_its_own_shows_the_english_ones(tmp_path: Path) -> None:
    chapter = tmp_path / "10-one.md"
    chapter.write_text("# One\n\nOf one thing.\n\n![It shows a map.](map.webp)\n")
    assert "handbook/en/map.webp" in read(chapter, light=False).html
    (tmp_path / "pictures").mkdir()
    with pytest.raises(FileNotFoundError):
        read(chapter, light=False)


@pytest.mark.django_db
@pytest.mark.usefixtures("five_languages")
@every_language
def test_pictures_load_late_at_their_own_size_from_our_own_address(
    client: Client, code: str
) -> None:
    for chapter, found in named(code).items():
        answer = client.get(f"/{code}/help/{chapter.split('-', 1)[1]}/")
        assert len(answer.content) <= HEAVIEST_PAGE
        shown = BeautifulSoup(answer.content, "html.parser").select("main figure img")
        assert [image["alt"] for image in shown] == [alt for alt, _name in found]
        for image in shown:
            address = str(image["src"])
            assert address.startswith(settings.STATIC_URL)
            assert image["loading"] == "lazy"
            path = finders.find(address.removeprefix(settings.STATIC_URL))
            with Image.open(str(path)) as picture:
                assert (image["width"], image["height"]) == tuple(map(str, picture.size))


@pytest.mark.django_db
@pytest.mark.usefixtures("five_languages")
@every_language
def test_in_light_mode_a_line_with_its_weight_stands_for_each_picture(
    client: Client, code: str
) -> None:
    client.cookies["light"] = "1"
    for chapter in chapters(code):
        answer = client.get(f"/{code}/help/{chapter.slug}/")
        page = BeautifulSoup(answer.content, "html.parser")
        images = page.select("main img")
        assert images == page.select("main details:not([open]) img[loading=lazy]")
        for image in images:
            summary = image.find_previous("summary")
            assert summary and str(image["alt"]) in summary.get_text()
