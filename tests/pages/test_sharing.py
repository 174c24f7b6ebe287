"""A page is passed on by a short address, and by links that begin a message."""

import io
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from access.visibility import forget_audiences
from files.models import Picture
from files.pictures import CARDS, MOST_CARD_BYTES, card_address
from pages.models import Article, Home, Section, SpaceHome
from pages.sharing import LONGEST_CODE, SIGNS, code_of, number_of, sharing_of
from tests.factories import a_space, add, belonging, signed_in, translate


@pytest.fixture
def section(home: Home) -> Section:
    """A public section."""
    return add(home, Section, "Actualités")


@pytest.fixture
def article(section: Section) -> Article:
    """A public article."""
    return add(section, Article, "L’eau & nous")


def short(page: Article) -> str:
    """The short address of a page on its own site."""
    return f"/s/{code_of(page.pk)}"


@pytest.mark.parametrize("number", [0, 1, 30, 31, 987_654_321, len(SIGNS) ** LONGEST_CODE - 1])
def test_a_code_has_at_most_eight_signs_and_stands_for_one_number(number: int) -> None:
    assert len(code_of(number)) <= LONGEST_CODE
    assert number_of(code_of(number)) == number
    assert number_of(code_of(number).upper()) == number


@pytest.mark.parametrize("code", ["", "0", "é", "l1", "a" * 9, "2 2", "²", "-3"])
def test_what_is_no_code_stands_for_no_page(code: str, article: Article, client: Client) -> None:
    assert number_of(code) == 0
    assert client.get(f"/s/{code}").status_code == 404


def test_it_leads_to_the_page_in_its_own_language(
    article: Article, english: Home, client: Client
) -> None:
    other = translate(article, english, "Water and us")
    assert client.get(short(article))["Location"] == "/fr/actualites/leau-nous/"
    assert client.get(short(other))["Location"] == "/en/water-and-us/"
    assert client.get(short(article)).status_code == 302


def test_it_survives_a_move(article: Article, home: Home, client: Client) -> None:
    before = short(article)
    article.move(add(home, Section, "Archives"), pos="last-child")
    assert client.get(before)["Location"] == "/fr/archives/leau-nous/"


def test_it_is_short_enough_to_be_written_by_hand(article: Article, settings) -> None:
    settings.BASE_URL = "https://reseau-solidaire.example"
    sharing = sharing_of(article)
    assert sharing is not None
    assert len(sharing.address) <= 40
    assert sharing.shown == sharing.address.removeprefix("https://")


def test_links_begin_a_message_with_title_and_address(article: Article, client: Client) -> None:
    page = BeautifulSoup(client.get("/fr/actualites/leau-nous/").content, "html.parser")
    links = [link["href"] for link in page.select(".sharing a")]
    beginnings = ("https://wa.me/?text=", "sms:?body=")
    sharing = sharing_of(article)
    assert sharing is not None
    for beginning in beginnings:
        [link] = [link for link in links if link.startswith(beginning)]
        assert "&" not in link
        assert unquote(link.removeprefix(beginning)) == f"L’eau & nous {sharing.address}"
    assert sharing.address in links
    assert all(script["src"].startswith("/static/") for script in page.select("script[src]"))


def test_a_draft_is_not_passed_on(article: Article, client: Client) -> None:
    article.unpublish()
    assert sharing_of(article) is None
    assert client.get(short(article)).status_code == 404


def test_a_page_of_a_space_is_missing_for_others(home: Home, client: Client) -> None:
    space = a_space()
    parent = SpaceHome.objects.get(space=space, locale=home.locale)
    page = add(parent, Article, "Secret")
    nothing = f"/s/{code_of(987_654)}"
    for stranger in (client, signed_in(belonging(a_space("autre"), "manager"))):
        refused, missing = stranger.get(short(page)), stranger.get(nothing)
        assert refused.status_code == missing.status_code == 404
        assert refused.content.replace(short(page).encode(), b"") == missing.content.replace(
            nothing.encode(), b""
        )
    person = belonging(space, "reader")
    forget_audiences(person)
    response = signed_in(person).get(short(page))
    assert response["Location"] == f"/fr/spaces/{space.slug}/secret/"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("number", [3, 30])
def test_leading_on_takes_one_query_whatever_there_is(
    number: int, section: Section, client: Client, django_assert_num_queries
) -> None:
    pages = [add(section, Article, f"Article {index}") for index in range(number)]
    client.get(short(pages[0]))
    with django_assert_num_queries(2):
        client.get(short(pages[-1]))


def a_picture(noise: bool) -> Picture:
    """A picture of one colour, or one that no format makes light."""
    image = Image.effect_noise((1200, 900), 120) if noise else Image.new("RGB", (1200, 900), "red")
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG")
    return Picture.objects.create(title="A well", file=ContentFile(out.getvalue(), "well.jpg"))


@pytest.mark.parametrize("noise", [True, False])
def test_the_picture_that_goes_with_a_link_is_light(
    noise: bool, section: Section, client: Client, settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    picture = a_picture(noise)
    page = add(section, Article, "Un puits", picture=picture)
    soup = BeautifulSoup(client.get(f"/fr/actualites/{page.slug}/").content, "html.parser")
    [card] = soup.select("meta[property='og:image']")
    assert card["content"] == f"{settings.BASE_URL}{card_address(picture)}"
    response = client.get(card_address(picture))
    content = b"".join(response)
    assert response["Content-Type"] == "image/jpeg"
    assert len(content) <= MOST_CARD_BYTES
    assert Image.open(io.BytesIO(content)).width >= 300
    assert picture.renditions.count() <= len(CARDS)
