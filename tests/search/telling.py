"""Bring every index up to date: what a test's own site would do by itself a moment later."""

from django.conf import settings

from search.indexing import reindex
from search.models import ExternalIndex
from search.outbox import drain_outbox


def write_index() -> None:
    """Write all that is there to the index."""
    reindex()
    tell()


def hear() -> None:
    """Let the index hear of all changes."""
    drain_outbox.func()
    tell()


def tell() -> None:
    """Let the indexes outside the database hear of all changes, and searches see them."""
    if settings.SEARCH_URL:
        from search.engines.elasticsearch.indexes import make_visible
        from search.pushing import push_all

        push_all()
        make_visible(list(ExternalIndex.objects.values_list("name", flat=True)))
