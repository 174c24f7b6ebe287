"""A page as PDF: at its address, for who may read it, drawn once for what they see."""

import io
import threading

import pytest
from django.test import Client
from pypdf import PdfReader

from exchange.models import Paper
from exchange.paper import apart, kept, ready, views
from pages.models import Annex, Article, Home, Seminar, SpaceHome
from tests.exchange.papers.conftest import content_of, words_in
from tests.factories import (
    ITEMS,
    a_space,
    add,
    belonging,
    day,
    item,
    paragraph,
    signed_in,
    translate,
)

ADDRESS = "/fr/actualites/un-puits.pdf"


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The markup of each page that is drawn; nothing is drawn in truth."""
    drawn: list[str] = []

    def draw(markup: str, base: str, pictures: dict[str, bytes]) -> bytes:
        drawn.append(markup)
        return b"%PDF-1.7 " + str(len(drawn)).encode()

    monkeypatch.setattr(apart, "draw_apart", draw)
    return drawn


def test_a_page_is_at_its_address_and_pdf(article: Article, paper) -> None:
    found = paper(ADDRESS)
    words = found.pages[0].extract_text()
    assert "Un puits" in words
    assert "Trois villages creusent un puits." in words
    assert "/fr/actualites/un-puits/" in words
    assert found.metadata is not None
    assert found.metadata.title == "Un puits"
    assert found.trailer["/Root"]["/Lang"] == "fr"
    assert found.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_paper_has_no_menu_and_no_buttons(article: Article, paper) -> None:
    words = paper(ADDRESS).pages[0].extract_text()
    assert "Menu" not in words
    assert "WhatsApp" not in words
    assert "PDF" not in words


@pytest.mark.parametrize("kind", sorted(set(ITEMS) - {"network"}))
def test_every_kind_of_text_is_offered_as_pdf(
    kind: str, home: Home, client: Client, drawings: list[str]
) -> None:
    page = item(kind, home, f"A {kind}")
    address = f"/fr/{page.slug}.pdf"
    assert f'href="{address}"' in client.get(f"/fr/{page.slug}/").content.decode()
    response = client.get(address)
    assert response["Content-Type"] == "application/pdf"
    assert f"<h1>A {kind}</h1>" in drawings[0]


@pytest.mark.parametrize("name", ["actualites", "nothing", "", "a\0b"])
def test_other_addresses_are_missing(name: str, article: Article, client: Client) -> None:
    assert client.get(f"/fr/{name}.pdf").status_code == 404


def test_each_language_has_its_own(
    article: Article, english: Home, client: Client, drawings: list[str]
) -> None:
    translate(article, english, "A well", body=paragraph("Three villages."))
    client.get(ADDRESS)
    client.get("/en/a-well.pdf")
    assert '<html lang="fr" dir="ltr">' in drawings[0]
    assert '<html lang="en" dir="ltr">' in drawings[1]
    assert Paper.objects.count() == 2


def test_it_is_drawn_once_for_a_revision(
    article: Article, client: Client, drawings: list[str]
) -> None:
    first, second = client.get(ADDRESS), client.get(ADDRESS)
    assert content_of(first) == content_of(second)
    assert len(drawings) == 1
    article.body = paragraph("Quatre villages.")
    article.save_revision().publish()
    assert content_of(client.get(ADDRESS)) != content_of(first)
    assert len(drawings) == 2
    assert Paper.objects.count() == 1


def test_a_lost_file_is_drawn_again(article: Article, client: Client, drawings: list[str]) -> None:
    client.get(ADDRESS)
    Paper.objects.get().file.storage.delete(Paper.objects.get().file.name)
    assert client.get(ADDRESS).status_code == 200
    assert len(drawings) == 2


def test_a_file_goes_with_its_page(article: Article, client: Client, drawings: list[str]) -> None:
    client.get(ADDRESS)
    file = Paper.objects.get().file
    article.delete()
    assert not file.storage.exists(file.name)


def test_a_visitor_may_keep_it_and_is_told_when_it_is_the_same(
    article: Article, client: Client, drawings: list[str]
) -> None:
    response = client.get(ADDRESS)
    assert response["Cache-Control"] == "public, no-cache"
    again = client.get(ADDRESS, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_the_page_says_what_its_pdf_weighs_once_that_is_known(
    article: Article, client: Client, drawings: list[str]
) -> None:
    Paper.objects.create(page=article, digest="a" * 64, is_public=True, weight=62_000)
    Paper.objects.create(page=article, digest="b" * 64, is_public=False, weight=99_000)
    text = client.get("/fr/actualites/un-puits/").content.decode()
    assert "<span>PDF</span><span>62\xa0Ko</span>" in text


def test_a_page_of_a_space_is_a_pdf_for_its_people_alone(
    home: Home, client: Client, drawings: list[str]
) -> None:
    space = a_space()
    page = add(SpaceHome.objects.get(space=space, locale=home.locale), Article, "Secret")
    address = f"/fr/spaces/{space.slug}/{page.slug}.pdf"
    missing = f"/fr/spaces/{space.slug}/nothing.pdf"
    for stranger in (client, signed_in(belonging(a_space("autre"), "manager"))):
        assert stranger.get(address).status_code == 404
        told = stranger.get(address).content.decode().replace(address, "")
        assert told == stranger.get(missing).content.decode().replace(missing, "")
    response = signed_in(belonging(space, "reader")).get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert client.get(address).status_code == 404


def test_two_who_see_different_things_get_different_files(
    home: Home, client: Client, drawings: list[str]
) -> None:
    seminar = add(home, Seminar, "Journée", starts_on=day(-3))
    space = a_space()
    add(
        SpaceHome.objects.get(space=space, locale=home.locale),
        Annex,
        "Comptes nominatifs",
        event=seminar,
    )
    member = signed_in(belonging(space, "reader"))
    for_member = content_of(member.get("/fr/journee.pdf"))
    for_visitor = content_of(client.get("/fr/journee.pdf"))
    assert "Comptes nominatifs" in drawings[0]
    assert "Comptes nominatifs" not in drawings[1]
    assert for_member != for_visitor
    assert content_of(member.get("/fr/journee.pdf")) == for_member
    assert len(drawings) == 2


def test_light_mode_draws_the_same(article: Article, client: Client, drawings: list[str]) -> None:
    client.get(ADDRESS)
    client.cookies["light"] = "1"
    client.get(ADDRESS)
    assert len(drawings) == 1


def test_without_the_library_no_link_is_shown_and_a_sentence_says_so(
    article: Article, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "draws_papers", lambda: False)
    assert ADDRESS not in client.get("/fr/actualites/un-puits/").content.decode()
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert str(views.reasons()["missing"]) in response.content.decode()
    assert '<html lang="fr"' in response.content.decode()
    assert 'href="/fr/actualites/un-puits/"' in response.content.decode()


def test_a_library_that_lacks_a_part_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ready.NEEDED, "no-such-thing", "libno-such-thing.so.0")
    ready.draws_papers.cache_clear()
    assert not ready.draws_papers()
    monkeypatch.undo()
    ready.draws_papers.cache_clear()
    assert ready.draws_papers()


def test_a_page_beyond_all_measure_is_refused_before_anything_is_drawn(
    section, client: Client, drawings: list[str]
) -> None:
    add(section, Article, "Un puits", body=paragraph("Trois villages creusent un puits.") * 10_000)
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert str(views.reasons()["long"]) in response.content.decode()
    assert drawings == []


def test_what_could_not_be_drawn_is_not_tried_again_at_once(
    article: Article, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def fall(*sent: object) -> bytes:
        tried.append(sent)
        raise apart.NotDrawnError("long")

    monkeypatch.setattr(apart, "draw_apart", fall)
    assert {client.get(ADDRESS).status_code for _time in range(3)} == {503}
    assert len(tried) == 1
    assert not Paper.objects.exists()


def test_one_is_drawn_at_a_time_and_others_are_asked_to_wait(
    article: Article, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "PATIENT_SECONDS", 0.01)
    monkeypatch.setattr(apart, "turn", threading.Semaphore(0))
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert response["Retry-After"] == str(views.SECONDS_TO_WAIT)
    assert str(views.reasons()["busy"]) in response.content.decode()


def test_few_are_kept_of_one_revision(
    article: Article, client: Client, drawings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "KEPT_FOR_A_PAGE", 3)
    for number in range(5):
        kept.keep(article, f"{number}" * 64, b"%PDF", is_public=False)
    assert sorted(Paper.objects.values_list("digest", flat=True)) == [n * 64 for n in "234"]


@pytest.mark.parametrize("number", [3, 30])
def test_giving_a_pdf_takes_as_many_queries_for_few_blocks_as_for_many(
    number: int, section, client: Client, drawings: list[str], django_assert_num_queries
) -> None:
    add(section, Article, "Un puits", body=paragraph("Des mots.") * number)
    client.get(ADDRESS)
    with django_assert_num_queries(10):
        client.get(ADDRESS)


def test_what_is_read_aloud_begins_with_the_title(article: Article, client: Client) -> None:
    content = content_of(client.get(ADDRESS))
    assert words_in(content).index("Un puits") < words_in(content).index("Trois villages")
    root = PdfReader(io.BytesIO(content)).trailer["/Root"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
