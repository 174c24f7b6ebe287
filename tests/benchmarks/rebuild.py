"""A rebuild of the whole index in a process of its own: how fast, and how much memory."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KILOBYTES = 1024
MOST_MEMORY = 200
GOALS = {"elasticsearch": 2000}


def add_rebuild(report: Any, engine: str) -> None:
    """Rebuild, as `manage.py reindex` does, and add what it took.

    Raises:
        SystemExit: the index was not built.
    """
    from tests.benchmarks.servers import database_address

    process = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.rebuild"],
        env={**os.environ, "DATABASE_URL": database_address()},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=False,
    )
    if process.returncode:
        raise SystemExit("The index was not built.")
    told = json.loads(process.stdout)
    rate = told["size"] / told["seconds"]
    report.add("rebuild: documents a second", rate, "", GOALS.get(engine), True)
    report.add("rebuild: CPU of a document", told["cpu"] * 1000 / told["size"], "ms")
    for size, megabytes in told["memory"]:
        share = "all" if size == told["size"] else "half"
        name = f"rebuild: memory above the start, {share} done"
        report.add(name, megabytes, "MB", MOST_MEMORY)


def main() -> None:
    """Rebuild the index of `DATABASE_URL`, in Elasticsearch where there is one; print figures."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    import django

    django.setup()
    from django.conf import settings

    from search.documents import SOURCES
    from search.engines import engine
    from search.jobs import run
    from search.models import IndexJob, SearchDocument

    SOURCES["page"] = Kept(SOURCES["page"])
    size = SearchDocument.objects.count()
    engine()
    start = own_memory()
    memory: dict[int, float] = {}

    def tell(done: int, total: int) -> None:
        """Remember the most that was used until half of it was done, and until the end."""
        part = size if done * 2 > total else size // 2
        memory[part] = max(own_memory() - start, *memory.values(), 0.0)

    kind = IndexJob.Kind.COPY if settings.SEARCH_URL else IndexJob.Kind.REBUILD
    began, began_cpu = time.perf_counter(), time.process_time()
    run(IndexJob(kind=kind), tell)
    told = {
        "size": size,
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - began_cpu,
        "memory": list(memory.items()),
    }
    print(json.dumps(told))


def own_memory() -> float:
    """Megabytes that this process has for itself, without the files that it looks into."""
    with Path("/proc/self/status").open() as lines:
        (found,) = (line.split()[1] for line in lines if line.startswith("RssAnon:"))
    return int(found) / KILOBYTES


class Kept:
    """The source of pages that are bare: what is written of them is what they say."""

    kind = "page"

    def __init__(self, pages: Any) -> None:
        self.pages = pages

    def entries(self, object_ids: list[int]) -> Iterable[tuple[int, Any]]:
        """The entries of these pages, from the index table."""
        from search.documents import Entry
        from search.models import SearchDocument
        from search.reading import with_facets

        documents = SearchDocument.objects.filter(kind=self.kind, object_id__in=object_ids)
        for document, facets in with_facets(list(documents)):
            yield (
                document.object_id,
                Entry(
                    document.type, document.language, document.group, document.title,
                    document.summary, document.body, document.date, document.path, facets,
                    document.themes, document.details, document.audience,
                ),
            )  # fmt: skip

    def all_ids(self) -> Iterable[int]:
        """The ids of all that are written."""
        from search.models import SearchDocument

        return SearchDocument.objects.filter(kind=self.kind).values_list("object_id", flat=True)

    def addresses(
        self, keys: list[tuple[int, str]], audiences: tuple[str, ...]
    ) -> dict[tuple[int, str], str]:
        """As for all pages."""
        found: dict[tuple[int, str], str] = self.pages.addresses(keys, audiences)
        return found


if __name__ == "__main__":
    main()
