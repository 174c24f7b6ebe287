"""Nothing is said of twenty clean pages; a page with more in it asks no more queries."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from files.models import Picture
from pages.checks.run import check
from pages.models import Home
from tests.factories import OrganizationFactory, item
from tests.pages.checks.clean import block, clean_pages, good_picture


def test_nothing_is_said_of_twenty_clean_pages(homes: tuple[Home, Home]) -> None:
    pages = [page for home in homes for page in clean_pages(home)]
    assert len(pages) == 20
    said = [f"{page.title}: {one.where} – {one.sentence}" for page in pages for one in check(page)]
    assert said == []


def test_nothing_is_said_of_them_as_they_come_from_their_drafts(homes: tuple[Home, Home]) -> None:
    for page in clean_pages(homes[0])[:-1]:
        page.save_revision()
        assert check(page.get_latest_revision_as_object()) == []


def queries_of(page: Any) -> int:
    """How many queries the check-list of a page asks."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        check(page)
    return len(asked)


@pytest.mark.parametrize("kind", ["seminar", "resource"])
def test_a_page_with_much_in_it_asks_no_more_queries(home: Home, kind: str) -> None:
    field = "write_up" if kind == "seminar" else "body"
    OrganizationFactory(name="RÉSO Kaya")
    assert check(item(kind, home, "Échauffement", **{field: faulty(good_picture())}))
    small = item(kind, home, "Petite", **{field: faulty(good_picture())})
    large = item(
        kind, home, "Grande", **{field: [b for _n in range(40) for b in faulty(good_picture())]}
    )
    assert queries_of(small) == queries_of(large)
    assert queries_of(large) <= 6


def faulty(picture: Picture) -> list[dict[str, Any]]:
    """A part with a picture, a file and an acronym."""
    return [
        block("heading", "Partie"),
        block("paragraph", "<p>Le PADSE et le RÉSO se parlent.</p>"),
        block("picture", {"picture": picture.pk, "alt": "", "caption": ""}),
        block("file", 1),
    ]
