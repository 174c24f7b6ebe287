"""Each page says what it weighs, and each file what it costs on a slow line."""

import re
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from files.models import SiteDocument
from pages.models import Directory, Home, Objectives, Resource, Section
from passerelle.weighing import HEAD, MARK, MARK_WITH_TIME, weigh
from tests.factories import ITEMS, a_space, add, belonging, item, paragraph, signed_in
from theme.templatetags.formats import fine_size, slow_line

SAID = re.compile(r"([\d.,]+)\s[KM]")


def said(content: bytes) -> float:
    """The kilobytes that a page says it weighs."""
    foot = BeautifulSoup(content, "html.parser").select_one("footer.mast .weight")
    assert foot is not None
    found = SAID.search(foot.get_text())
    assert found, foot.get_text()
    return float(found[1].replace(",", "."))


def minutes_said(content: bytes) -> int:
    """How often a page says how long it takes to read."""
    return len(re.findall(r"\d+ minutes? de lecture", content.decode()))


def every_address(home: Home) -> list[str]:
    """An address of each kind of page."""
    section = add(home, Section, "Rubrique")
    add(home, Directory, "Annuaire")
    add(home, Objectives, "Objectifs")
    pages = []
    for kind, (model, _fields) in ITEMS.items():
        text = {"body": paragraph("Trois villages creusent. " * 40)}
        fields = text if any(field.name == "body" for field in model._meta.fields) else {}
        pages.append(item(kind, section, f"Une page {kind}", **fields))
    fixed = ["", "rubrique/", "annuaire/", "objectifs/", "search/", "contact/", "help/", "light/"]
    fixed += ["account/login/", "nothing/"]
    return [f"/fr/{path}" for path in fixed] + [f"/fr/rubrique/{page.slug}/" for page in pages]


def test_every_page_says_its_weight_and_its_time_once(home: Home, client: Client) -> None:
    for address in every_address(home):
        response = client.get(address, headers={"Accept-Encoding": "br"})
        content = brotli.decompress(response.content)
        sent = (len(response.content) + HEAD) / 1000
        assert said(content) == pytest.approx(sent, rel=0.1), address
        assert minutes_said(content) == 1, address
        assert MARK not in content
        assert MARK_WITH_TIME not in content


def test_the_weight_is_said_of_the_page_as_it_is_with_and_without_pictures(
    home: Home, client: Client
) -> None:
    page = b"<html><img src=a><main>a</main>" + MARK + b"</html>"
    assert b"pictures" in weighed(page)
    assert b"pictures" not in weighed(page.replace(b"<img src=a>", b""))


def weighed(content: bytes) -> bytes:
    """A page with its weight, in English."""
    response = HttpResponse(content, headers={"Content-Language": "en"})
    weigh(response, is_compressed=True)
    return response.content


def test_pages_of_members_say_what_they_weigh(home: Home) -> None:
    space = a_space()
    response = signed_in(belonging(space, "manager")).get(f"/fr/spaces/{space.slug}/")
    assert said(response.content) == pytest.approx((len(response.content) + HEAD) / 1000, rel=0.1)
    assert int(response["Content-Length"]) == len(response.content)


def test_what_is_no_page_is_left_alone(home: Home, client: Client) -> None:
    assert b"weight" not in client.get("/robots.txt").content
    assert weighed(b"no mark") == b"no mark"


def test_words_that_nobody_reads_do_not_count() -> None:
    script = b"<script>" + b"word " * 2000 + b"</script>"
    page = b"<p>" + b"out " * 2000 + b"</p><main>" + script + b"some words</main>" + MARK_WITH_TIME
    assert b"1 minute to read" in weighed(page)


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (0, ""),
        (100_000, "less than a minute on 2G"),
        (375_000, "1 min on 2G"),
        (1_200_000, "3 min on 2G"),
        (45_000_000, "2 h on 2G"),
    ],
)
def test_a_weight_is_told_as_time_on_a_slow_line(octets: int, expected: str) -> None:
    with translation.override("en"):
        assert slow_line(octets) == expected


@pytest.mark.parametrize(
    ("octets", "expected"), [(6_440, "6.4\xa0KB"), (9_990, "10\xa0KB"), (12_400, "12\xa0KB")]
)
def test_light_things_are_weighed_to_a_tenth(octets: int, expected: str) -> None:
    with translation.override("en"):
        assert fine_size(octets) == expected


def a_document(content: bytes, language: str = "") -> SiteDocument:
    """A stored file."""
    file = ContentFile(content, "report.txt")
    return SiteDocument.objects.create(title="Rapport", file=file, language=language)


@pytest.mark.parametrize("language", ["", "en"])
def test_every_file_says_type_size_language_and_time(
    language: str, home: Home, client: Client, settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    document = a_document(b"word " * 100_000, language)
    body = [{"type": "file", "value": document.pk}]
    add(home, Resource, "Rapport", file=document, body=body)
    soup = BeautifulSoup(client.get("/fr/rapport/").content, "html.parser")
    files = soup.select(".file .meta")
    assert len(files) == 2
    for file in files:
        facts = [span.get_text() for span in file.select("span")]
        assert facts[0] == "TXT"
        assert facts[1] == "500\xa0Ko"
        assert facts[2] == slow_line(500_000)
        assert len(facts[3]) > 3


def test_the_shelf_of_a_space_says_the_same(home: Home, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    space = a_space()
    document = a_document(b"word " * 100_000)
    SiteDocument.objects.filter(pk=document.pk).update(collection=space.collection)
    response = signed_in(belonging(space, "reader")).get(f"/fr/spaces/{space.slug}/files/")
    assert "500\xa0Ko" in response.content.decode()
    assert slow_line(500_000) in response.content.decode()
