"""The current version of a yearly file stays at one address, with its weight and its date."""

import datetime
from pathlib import Path

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client

from files.models import SiteDocument
from pages.models import Home, Resource
from tests.factories import add
from theme.templatetags.formats import short_day, size

ADDRESS = "/fr/rapport-annuel/file/"
LAST_YEAR = datetime.datetime(2025, 3, 4, 12, tzinfo=datetime.UTC)
THIS_YEAR = datetime.datetime(2026, 5, 6, 12, tzinfo=datetime.UTC)


@pytest.fixture
def report(home: Home, settings, tmp_path: Path) -> Resource:
    """A yearly report, with the file of last year."""
    settings.MEDIA_ROOT = str(tmp_path)
    with time_machine.travel(LAST_YEAR, tick=False):
        document = SiteDocument.objects.create(
            title="2024", file=ContentFile(b"old " * 2000, "report-2024.txt")
        )
    return add(home, Resource, "Rapport annuel", file=document)


def facts(client: Client) -> str:
    """What the page says of its file."""
    soup = BeautifulSoup(client.get("/fr/rapport-annuel/").content, "html.parser")
    [file] = soup.select(".file")
    link = file.find("a")
    assert link is not None
    assert link["href"] == ADDRESS
    return file.get_text()


def given(client: Client) -> bytes:
    """What is at the address."""
    return b"".join(client.get(ADDRESS))


def test_another_document_for_the_year_takes_the_place_of_the_last(
    report: Resource, client: Client
) -> None:
    assert given(client).startswith(b"old")
    assert short_day(LAST_YEAR.date()) in facts(client)
    assert size(8000) in facts(client)
    with time_machine.travel(THIS_YEAR, tick=False):
        document = SiteDocument.objects.create(
            title="2025", file=ContentFile(b"new " * 5000, "report-2025.txt")
        )
        report.file = document
        report.save_revision().publish()
    assert given(client).startswith(b"new")
    assert short_day(THIS_YEAR.date()) in facts(client)
    assert size(20_000) in facts(client)


def test_another_file_in_the_same_document_does_so_too(report: Resource, client: Client) -> None:
    document = SiteDocument.objects.get()
    with time_machine.travel(THIS_YEAR, tick=False):
        document.file = ContentFile(b"new " * 5000, "report-2025.txt")
        document.save()
    assert given(client).startswith(b"new")
    assert short_day(THIS_YEAR.date()) in facts(client)
    assert size(20_000) in facts(client)


def test_a_new_name_is_no_new_version(report: Resource, client: Client) -> None:
    document = SiteDocument.objects.get()
    with time_machine.travel(THIS_YEAR, tick=False):
        document.title = "Report"
        document.save()
    assert short_day(LAST_YEAR.date()) in facts(client)


def test_a_report_without_a_file_has_nothing_there(report: Resource, client: Client) -> None:
    report.file = None
    report.save_revision().publish()
    assert client.get(ADDRESS).status_code == 404
