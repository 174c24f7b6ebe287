"""Pages that two people move at once are moved one after the other."""

from typing import Any

from django.db import connection
from wagtail.models import Page

PLACE = ["path", "depth", "numchild"]


def move_in_turn(
    instance: Page, parent_page_before: Page, parent_page_after: Page, **signal: Any
) -> None:
    """Wait for others who move or add pages there, then see where the pages lie by now.

    Without it PostgreSQL lets both give their page the same place, and refuses the second.

    Args:
        instance: the page about to be moved, with all beneath.
        parent_page_before: the page that it lies beneath.
        parent_page_after: the page that it would lie beneath.
        signal: what else Wagtail's `pre_page_move` sends along.
    """
    if not connection.in_atomic_block:
        return
    root = Page.objects.filter(depth=1).values("pk")
    places = Page.objects.filter(pk__in=[parent_page_before.pk, parent_page_after.pk])
    rows = (places | Page.objects.filter(pk__in=root)).select_for_update(of=("self",), no_key=True)
    list(rows.order_by("pk").values_list("pk"))
    for page in (instance, parent_page_after):
        page.refresh_from_db(fields=PLACE)
