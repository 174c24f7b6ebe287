"""What is drawn, and what it cannot reach: no network, no disk, nothing that was not sent."""

import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from pypdf import PdfReader

from exchange.paper import apart
from exchange.paper.apart import NotDrawnError, draw_apart
from exchange.paper.written import FIGURE, on_paper, pictures_of, stepwise, written
from files.pictures import picture_address
from pages.models import Article, SpaceHome
from tests.exchange.papers.conftest import a_picture, words_in
from tests.factories import a_space, add

SVG = "http://www.w3.org/2000/svg"
BASE = "https://site.example/fr/page/"


def page_with(body: str) -> str:
    """A small document in which this stands."""
    return f'<html lang="en"><head><title>T</title></head><body><p>Seen.</p>{body}</body></html>'


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


HOSTILE = (
    '<img src="{url}/a.png" alt="x">',
    '<img srcset="{url}/b.png 1x" src="{url}/c.png" alt="x">',
    '<link rel="stylesheet" href="{url}/d.css">',
    "<style>@import url({url}/e.css);</style>",
    "<style>@font-face {{ font-family: x; src: url({url}/f.woff) }} p {{ font-family: x }}</style>",
    "<p style=\"background: url('{url}/g.png')\">x</p>",
    '<object data="{url}/h.svg"></object><embed src="{url}/i.svg">',
    f'<svg xmlns="{SVG}"><image href="{{url}}/j.png"/><use href="{{url}}/k.svg#a"/></svg>',
    '<link rel="attachment" href="{url}/l"><a rel="attachment" href="{url}/m">x</a>',
    '<base href="{url}/"><img src="n.png" alt="x">',
    '<iframe src="{url}/o"></iframe><video src="{url}/p" poster="{url}/q"></video>',
)


def test_nothing_is_fetched_from_the_network(listener: tuple[str, list[str]]) -> None:
    url, asked = listener
    body = "".join(one.format(url=url) for one in HOSTILE)
    assert "Seen." in words_in(draw_apart(page_with(body), BASE, {}))
    assert asked == []


def test_nothing_is_read_from_the_disk(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not tell", encoding="utf-8")
    style = tmp_path / "style.css"
    style.write_text("p::after { content: 'from the disk' }", encoding="utf-8")
    body = "".join(
        (
            f'<link rel="stylesheet" href="{style.as_uri()}"><img src="{secret.as_uri()}" alt="x">',
            f'<link rel="attachment" href="{secret.as_uri()}"><object data="{secret}"></object>',
            '<a rel="attachment" href="file:///etc/passwd">x</a><img src="/etc/passwd" alt="x">',
        )
    )
    content = draw_apart(page_with(body), tmp_path.as_uri() + "/", {})
    assert "from the disk" not in words_in(content)
    assert PdfReader(io.BytesIO(content)).attachments == {}
    assert b"do not tell" not in content


def test_pictures_are_those_that_were_sent() -> None:
    address = "https://site.example/pictures/1-a/720.jpg"
    picture = a_picture_file()
    body = '<img src="/pictures/1-a/720.jpg" alt="One"><img src="/pictures/2-b/720.jpg" alt="Two">'
    content = draw_apart(page_with(body), BASE, {address: picture})
    assert len(PdfReader(io.BytesIO(content)).pages[0].images) == 1


def a_picture_file() -> bytes:
    """A small JPEG."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (720, 480), "#1f5141").save(out, "JPEG")
    return out.getvalue()


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.05)
    # It had no time to do much: it may be tried again.
    with pytest.raises(NotDrawnError, match="busy"):
        draw_apart(page_with(""), BASE, {})
    assert apart.turn.acquire(blocking=False)
    apart.turn.release()


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 3000,
        f"<table>{'<tr><td colspan=60000 rowspan=60000>x</td></tr>' * 5}</table>",
        '<svg xmlns="' + SVG + '" width="1e9" height="1e9"></svg>',
        '<p style="font-size: 1e9pt">x</p>',
    ],
)
def test_markup_that_no_page_of_ours_has_ends_the_process_alone(
    body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 4)
    monkeypatch.setattr(apart, "MOST_CPU_SECONDS", 0.1)
    try:
        draw_apart(page_with(body), BASE, {})
    except NotDrawnError as refusal:
        assert refusal.reason == "long"


def test_headings_go_down_step_by_step() -> None:
    text = "<h1>a</h1><h3 id='x'>b</h3><h2>c</h2><h4>d</h4><h3>e</h3>"
    assert stepwise(text) == "<h1>a</h1><h2 id='x'>b</h2><h2>c</h2><h3>d</h3><h3>e</h3>"


@pytest.mark.parametrize(
    ("alt", "caption", "expected"),
    [
        ("A well", "By Awa", 'alt="A well"><figcaption>By Awa</figcaption>'),
        (
            "",
            "By <small>Awa</small>",
            'alt="By Awa"><figcaption>By <small>Awa</small></figcaption>',
        ),
        ("A well", "", 'alt="A well"></figure>'),
    ],
)
def test_a_picture_on_paper_says_what_it_shows(alt: str, caption: str, expected: str) -> None:
    assert expected in FIGURE.sub(on_paper, figure(alt, caption))


def test_a_mere_decoration_is_not_printed() -> None:
    assert FIGURE.sub(on_paper, figure("", "")) == ""


def figure(alt: str, caption: str) -> str:
    """A picture as pages show it."""
    beneath = f"<figcaption>{caption}</figcaption>" if caption else ""
    return (
        '<figure class="photo"><picture><source srcset="/pictures/1-a/360.avif 360w">'
        f'<img src="/pictures/1-a/360.jpg" width="720" height="480" alt="{alt}"></picture>'
        f"{beneath}</figure>"
    )


def asked_by_visitor(page: Article) -> object:
    """The request of a visitor."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.LANGUAGE_CODE = "fr"
    return request


def test_a_page_brings_the_pictures_that_its_reader_may_see(section) -> None:
    picture = a_picture()
    page = add(section, Article, "Un puits", picture=picture, picture_alt="Un puits")
    request = asked_by_visitor(page)
    found = pictures_of(written(page, request), request)
    assert [address.partition("/pictures/")[2] for address in found] == [
        picture_address(picture, 720, "jpg").removeprefix("/pictures/")
    ]


def test_a_picture_of_a_space_is_not_sent_for_a_visitor(section) -> None:
    space = a_space()
    picture = a_picture(collection=space.collection)
    body = [{"type": "picture", "value": {"picture": picture.pk, "alt": "Secret", "caption": ""}}]
    page = add(section, Article, "Un puits", body=body)
    request = asked_by_visitor(page)
    paper = written(page, request)
    assert "Secret" not in paper.markup
    forged = type(paper)(f'<img src="{picture_address(picture, 720, "jpg")}" alt="x">', paper.base)
    assert pictures_of(forged, request) == {}
    assert SpaceHome.objects.filter(space=space).exists()
