"""Documents and pictures by the API."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file

from files.models import Picture, SiteDocument
from files.pictures import WIDTHS
from tests.exchange.api.conftest import Ask

pytestmark = pytest.mark.usefixtures("media")


def document(title: str, name: str = "note.pdf") -> SiteDocument:
    """A stored document in French."""
    return SiteDocument.objects.create(
        title=title, language="fr", file=ContentFile(b"%PDF-1.4 words", name=name)
    )


def picture(title: str) -> Picture:
    """A stored picture, wider than the narrower of the widths shown."""
    return Picture.objects.create(
        title=title, credit="Awa Diallo", file=get_test_image_file(size=(500, 250))
    )


def test_a_document_says_its_format_weight_language_name_and_address(
    ask: Ask, client: Client, settings: Any
) -> None:
    made = document("Un carnet")
    expected = {
        "id": made.pk,
        "title": "Un carnet",
        "format": "PDF",
        "size": 14,
        "language": "fr",
        "file_name": made.filename,
        "address": f"{settings.BASE_URL}{made.url}",
    }
    assert ask("v2/documents/") == {"meta": {"total_count": 1}, "items": [expected]}
    assert ask(f"v2/documents/{made.pk}/") == expected
    assert client.get(expected["address"].removeprefix(settings.BASE_URL)).status_code == 200


def test_a_picture_says_its_size_credit_and_where_its_widths_and_formats_are(
    ask: Ask, client: Client, settings: Any
) -> None:
    made = picture("Un puits")
    found = ask(f"v2/images/{made.pk}/")
    renditions = found.pop("renditions")
    assert found == {
        "id": made.pk, "title": "Un puits", "width": 500, "height": 250, "credit": "Awa Diallo",
    }  # fmt: skip
    assert {shown["format"] for shown in renditions} == {"avif", "webp", "jpg"}
    assert sorted({shown["width"] for shown in renditions}) == [WIDTHS[0], 500]
    for shown in renditions:
        address = shown["address"].removeprefix(settings.BASE_URL)
        assert client.get(address).status_code == 200, address
    assert ask("v2/images/")["items"] == [{**found, "renditions": renditions}]


@pytest.mark.parametrize(("noun", "make"), [("documents", document), ("images", picture)])
def test_a_list_of_files_takes_the_same_number_of_queries_for_one_and_for_many(
    client: Client, db: None, noun: str, make: Any
) -> None:
    for number in range(12):
        make(f"Fichier {number}")
    counts = []
    for limit in (1, 10):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(f"/api/v2/{noun}/?limit={limit}").json()
        counts.append(len(captured))
        assert len(answer["items"]) == limit
        assert answer["meta"]["total_count"] == 12
    assert counts[0] == counts[1] <= 4


def test_a_document_whose_file_is_lost_is_still_listed(ask: Ask, media: Path) -> None:
    made = document("Perdu")
    # As it was stored before weights were noted.
    SiteDocument.objects.update(file_size=None)
    (media / made.file.name).unlink()
    assert ask(f"v2/documents/{made.pk}/")["size"] is None
