"""Objects that one transaction alone writes to the index, taken without waiting for anybody.

What an object says is read, then written: two who did so at once could leave what the first one
read. And whoever moves pages holds their documents in an order of her own: to wait for her
documents while she waits for ours would be for ever.
"""

from django.db import connection

from search.models import SearchDocument

FREE = (
    "SELECT object.id FROM unnest(%s::bigint[]) AS object (id)"
    " WHERE pg_try_advisory_xact_lock(hashtextextended(%s || ':' || object.id, 0))"
)


def claim(kind: str, object_ids: list[int]) -> list[int]:
    """The ones among these objects that are ours to index until the transaction ends.

    SQLite has one writer at a time: there they all are.

    Args:
        kind: the `kind` of their source.
        object_ids: their ids.

    Returns:
        Those that nobody else indexes, and whose documents nobody holds.
    """
    if connection.vendor != "postgresql":
        return object_ids
    with connection.cursor() as cursor:
        cursor.execute(FREE, [sorted(object_ids), kind])
        free = [row[0] for row in cursor.fetchall()]
    documents = SearchDocument.objects.filter(kind=kind, object_id__in=free)
    there = dict(documents.values_list("pk", "object_id"))
    held = documents.select_for_update(skip_locked=True).values_list("pk", flat=True)
    busy = {there[key] for key in there.keys() - set(held)}
    return [key for key in free if key not in busy]
