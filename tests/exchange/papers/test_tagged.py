"""Tagged PDF, as veraPDF reads PDF/UA-1."""

from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from exchange.paper.apart import draw_apart
from exchange.paper.written import stepwise
from pages.models import Article, Home, Seminar
from tests.exchange.papers.conftest import a_picture, content_of
from tests.exchange.papers.verapdf import broken_rules
from tests.factories import ITEMS, OrganizationFactory, add, day, item

WATER = "الماء حق للجميع، والبئر ملك القرية."


def whole_body(picture: int) -> list[dict[str, object]]:
    """A text with every kind of block."""
    table = {
        "data": [["Village", "Pump", ""], ["Kaya", "by hand", "2"], ["Basnéré", "solar", "1"]],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "mergeCells": [{"row": 0, "col": 1, "rowspan": 1, "colspan": 2}],
        "cell": [{"row": 0, "col": 2, "hidden": True}],
        "table_caption": "What each has",
    }
    return [
        {"type": "subheading", "value": "A title within nothing"},
        {"type": "heading", "value": "A part"},
        {
            "type": "paragraph",
            "value": "<p>See <a href='https://a.example/?a=1&amp;b=2'>this</a>, <b>all</b> of it"
            "<sup>1</sup>.</p><ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>"
            "<ol><li>first</li><li>second</li></ol>",
        },
        {"type": "paragraph", "value": f"<p>{WATER}</p><p>And {WATER} within.</p>"},
        {"type": "picture", "value": {"picture": picture, "alt": "A well", "caption": "By Awa"}},
        {"type": "picture", "value": {"picture": picture, "alt": "", "caption": ""}},
        {"type": "quote", "value": {"text": "Two lines\nof it", "author": "Awa"}},
        {"type": "table", "value": table},
        {"type": "film", "value": {"title": "F", "link": "https://b.example/", "minutes": 3}},
        {"type": "notes", "value": ["<p>A note.</p>"]},
        *({"type": "paragraph", "value": f"<p>{'Long. ' * 200}</p>"} for _page in range(4)),
    ]


@pytest.fixture
def seminar(home: Home) -> Seminar:
    """A seminar with a write-up of every kind of block, sessions and speakers."""
    picture = a_picture()
    speakers = [
        {
            "type": "speaker",
            "value": {"name": "Awa", "function": "", "organization": OrganizationFactory().pk},
        }
    ]
    page = add(
        home,
        Seminar,
        "Journée de Kaya",
        starts_on=day(-9),
        picture=picture,
        picture_alt="Un puits",
        key_points=[{"type": "point", "value": f"<p>{point}</p>"} for point in ("One.", "Two.")],
        write_up=whole_body(picture.pk),
        announcement=[{"type": "paragraph", "value": "<p>Come.</p>"}],
        themes=["water"],
        territories=["BF"],
    )
    page.sessions.create(title="Opening", kind="plenary", speakers=speakers, locale=home.locale)
    return page


def stored(folder: Path, **files: bytes) -> list[Path]:
    """These PDFs on disk."""
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return [folder / f"{name}.pdf" for name in files]


def in_arabic(page: Article) -> bytes:
    """A page drawn in Arabic, a language for which the site has no texts of its own yet."""
    context = {
        "page": page,
        "language": "ar",
        "base_url": "https://site.example",
        "canonical": "/ar/well/",
        "base_template": "paper.html",
        "on_paper": True,
        "site_name": "جسر",
        "request": HttpRequest(),
    }
    with translation.override("ar"):
        markup = stepwise(render_to_string(page.template, context))
    assert 'dir="rtl"' in markup
    return draw_apart(markup, "https://site.example/ar/well/", {})


def test_a_write_up_and_an_arabic_page_are_pdf_ua(
    seminar: Seminar, client: Client, tmp_path: Path
) -> None:
    arabic = add(
        seminar.get_parent(),
        Article,
        "البئر",
        slug="well",
        body=[
            {"type": "heading", "value": "العنوان"},
            {
                "type": "paragraph",
                "value": f"<p>{WATER}</p><ul><li>{WATER}</li></ul><p>12</p>",
            },
        ],
    )
    files = stored(
        tmp_path,
        french=content_of(client.get("/fr/journee-de-kaya.pdf")),
        arabic=in_arabic(arabic),
    )
    assert broken_rules(files) == {"french.pdf": [], "arabic.pdf": []}


@pytest.mark.full
def test_every_kind_of_page_is_pdf_ua(home: Home, client: Client, tmp_path: Path) -> None:
    body = whole_body(a_picture().pk)
    made = {}
    for kind in set(ITEMS) - {"network"}:
        fields = {"body": body} if hasattr(ITEMS[kind][0], "body") else {}
        page = item(kind, home, f"A {kind}", **fields)
        made[kind] = content_of(client.get(f"/fr/{page.slug}.pdf"))
    found = broken_rules(stored(tmp_path, **made))
    assert found == {f"{kind}.pdf": [] for kind in made}
