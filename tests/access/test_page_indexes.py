"""An address is found without reading the other pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from access.models import PUBLIC
from access.routing import pages_at
from pages.models import Home


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL reads a small table faster without"
)
def test_an_address_is_found_by_the_index(home: Home) -> None:
    with CaptureQueriesContext(connection) as captured:
        found = pages_at((home.url_path,), (PUBLIC,))
    assert found == [Page.objects.get(pk=home.pk)]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[-1]['sql']}")
        steps = [row[3] for row in cursor.fetchall()]
    assert any("USING INDEX access_page_address" in step for step in steps), steps
    assert not any(step.startswith("SCAN wagtailcore_page") for step in steps), steps
