"""Finds documents in Elasticsearch."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from search.engines.base import PAGE_SIZE, Answer, Request, last_page
from search.engines.elasticsearch.client import client, configured
from search.engines.elasticsearch.compile import asked, titled
from search.engines.elasticsearch.mapping import digest
from search.models import ExternalIndex, Push
from search.reading import split

WINDOW = 10_000
"""As far as Elasticsearch counts pages; what lies deeper is reached by going on from a hit."""

BATCH = 2000
PATIENCE = "1m"
MOST_HIDDEN = 1000
"""Documents that fewer may see than the index believes: more would make every query slow."""

NEEDED = (
    "timed_out", "_shards.failed", "pit_id", "hits.total.value", "hits.hits.sort",
    "aggregations.*.codes.buckets.key", "aggregations.*.codes.buckets.doc_count",
)  # fmt: skip


COUNTED = (
    "responses.timed_out", "responses._shards.failed", "responses.hits.total.value",
    "responses.error.type", "responses.error.reason",
)  # fmt: skip

# Counts of some parts of an index must not pass for counts of all.
WHOLE = {"allow_partial_search_results": False}

MOST_TOGETHER = 50
"""Requests that are counted in one question."""


class NotReadyError(Exception):
    """No index is there to be asked, or it lags too far behind; Elasticsearch was not asked."""


class IncompleteError(Exception):
    """Elasticsearch answered for some parts of the index only."""


class ElasticsearchEngine:
    """Finds documents in the index that serves.

    Every query names the audiences, and leaves out what is being closed until the index has
    confirmed it: what is counted is what the reader may see now.
    """

    def find(self, request: Request) -> Answer:
        """Find a page of ids, the total and the counts of the facets that are wanted.

        Raises:
            NotReadyError: no index is there to be asked, or it lags too far behind.
            IncompleteError, ApiError, TransportError: Elasticsearch does not answer, or refuses.
        """
        hidden = unconfirmed()
        page = min(request.page, WINDOW // PAGE_SIZE)
        found = self.ask(asked(request, hidden), start=(page - 1) * PAGE_SIZE)
        total = found["hits"]["total"]["value"]
        ids = ids_of(found)
        wanted = min(request.page, last_page(total))
        if wanted != page:
            ids = self.page(request, hidden, wanted)
        facets = {
            name: {bucket["key"]: bucket["doc_count"] for bucket in counted["codes"]["buckets"]}
            for name, counted in found.get("aggregations", {}).items()
        }
        return Answer(ids, total, wanted, {n: facets.get(n, {}) for n in request.counted})

    def page(self, request: Request, hidden: list[int], number: int) -> list[int]:
        """The ids of one page, however deep."""
        start = (number - 1) * PAGE_SIZE
        if start + PAGE_SIZE <= WINDOW:
            body = asked(request, hidden)
            return ids_of(self.ask({**body, "aggs": {}}, start=start, total=False))
        return list(islice(self.walk(request, hidden), start, start + PAGE_SIZE))

    def counts(self, requests: list[Request], most: int | None = None) -> list[int]:
        """How many documents each of these requests finds; no need to count beyond `most`.

        Raises:
            as `find` does.
        """
        hidden = unconfirmed()
        counted: list[int] = []
        for some in split(requests, MOST_TOGETHER):
            lines = [line for one in some for line in (WHOLE, counting(one, hidden, most))]
            answer = client().msearch(
                index=configured().prefix, searches=lines, filter_path=",".join(COUNTED)
            )
            for found in answer["responses"]:
                check(found)
                counted.append(found["hits"]["total"]["value"])
        return counted

    def first(self, request: Request, most: int) -> list[int]:
        """The ids of the first documents that a request finds, whatever its page.

        Raises:
            as `find` does.
        """
        body = {**asked(request, unconfirmed()), "aggs": {}}
        return ids_of(self.ask(body, size=most, total=False))

    def all(self, request: Request) -> Iterator[int]:
        """The ids of all documents that a request finds, in order, whatever its page.

        Raises:
            as `find` does, also in between.
        """
        return self.walk(request, unconfirmed())

    def walk(self, request: Request, hidden: list[int]) -> Iterator[int]:
        """The ids of all documents, batch by batch, as they were when the walk began."""
        body = {**asked(request, hidden), "aggs": {}}
        server = client()
        point = server.open_point_in_time(index=configured().prefix, keep_alive=PATIENCE)["id"]
        try:
            while True:
                held = {"id": point, "keep_alive": PATIENCE}
                found = self.ask({**body, "pit": held}, size=BATCH, total=False)
                yield from ids_of(found)
                point = found["pit_id"]
                hits = hits_of(found)
                if len(hits) < BATCH:
                    return
                body["search_after"] = hits[-1]["sort"]
        finally:
            server.close_point_in_time(id=point)

    def titles(
        self, beginnings: list[str], audiences: tuple[str, ...], language: str, most: int
    ) -> list[int]:
        """Documents whose titles have words that begin so, those of a language first.

        Raises:
            as `find` does.
        """
        if not beginnings:
            return []
        body = titled(beginnings, audiences, language, unconfirmed())
        return ids_of(self.ask(body, size=most, total=False))

    def ask(
        self, body: dict[str, Any], start: int = 0, size: int = PAGE_SIZE, total: bool = True
    ) -> Any:
        """What Elasticsearch answers, if it is whole.

        Raises:
            IncompleteError, ApiError, TransportError: it is not.
        """
        found = client().search(
            index=None if "pit" in body else configured().prefix,
            body={
                **body,
                "from": start,
                "size": size,
                "track_total_hits": total,
                "_source": False,
                "stored_fields": "_none_",
            },
            allow_partial_search_results=False,
            filter_path=",".join(NEEDED),
        )
        check(found)
        return found


def counting(request: Request, hidden: list[int], most: int | None) -> dict[str, Any]:
    """What asks how many documents a request finds, and nothing else."""
    far = True if most is None else most
    return {**asked(request, hidden), "aggs": {}, "sort": [], "size": 0, "track_total_hits": far}


def check(found: Any) -> None:
    """Make sure that an answer is whole.

    Raises:
        IncompleteError: it is not.
    """
    if "error" in found or found["timed_out"] or found["_shards"]["failed"]:
        raise IncompleteError(str(found.get("error", "a part of the index did not answer")))


def ids_of(found: Any) -> list[int]:
    """The documents' ids, each the last key of a hit's place in the order.

    A walk adds a key of its own after it.
    """
    place = -2 if "pit_id" in found else -1
    return [hit["sort"][place] for hit in hits_of(found)]


def hits_of(found: Any) -> list[Any]:
    """The hits of an answer, from which whatever is empty was left out."""
    return found.get("hits", {}).get("hits", [])


def unconfirmed() -> list[int]:
    """The documents that fewer may see than the serving index believes.

    Raises:
        NotReadyError: there is no serving index of this mapping, or too many such documents.
    """
    if not ExternalIndex.objects.filter(serving=True, mapping=digest()).exists():
        raise NotReadyError("no index of this mapping serves")
    hiding = Push.objects.hiding().values_list("document_id", flat=True)
    hidden = list(hiding.distinct()[: MOST_HIDDEN + 1])
    if len(hidden) > MOST_HIDDEN:
        raise NotReadyError("too many documents are being closed to others")
    return hidden
