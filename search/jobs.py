"""What is done to the whole index, and noted for those who want to know how it went."""

import time
from collections.abc import Callable
from dataclasses import asdict

from django.conf import settings
from django.utils import timezone

from search.drift import measure
from search.indexing import reindex
from search.lease import TakenError
from search.models import IndexJob
from search.outbox import drain_due
from search.progress import Tell, nobody
from search.repair import repair

BETWEEN_NOTES = 2.0
"""Seconds between two notes of how far it is."""

KEPT = 20

Kind = IndexJob.Kind


def ask_for(kind: str) -> bool:
    """Want a job done by the keeper, unless one of its kind is wanted or under way.

    Returns:
        Whether this one is new.
    """
    if any(job.is_wanted or job.is_under_way for job in IndexJob.objects.filter(kind=kind)):
        return False
    IndexJob.objects.create(kind=kind)
    return True


def wanted() -> IndexJob | None:
    """A job that nobody has begun; whoever gets it must do it."""
    for job in IndexJob.objects.filter(began_at=None).order_by("pk"):
        if IndexJob.objects.filter(pk=job.pk, began_at=None).update(began_at=timezone.now()):
            return job
    return None


def run(job: IndexJob, tell: Tell = nobody) -> IndexJob:
    """Do a job, and note how it ended; nothing is left of one that somebody else does already.

    Args:
        job: which; it may be new.
        tell: is told how far it is.

    Raises:
        TakenError: another process is building or telling Elasticsearch.
        PushError, ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    job.began_at = job.heard_at = timezone.now()
    job.save()
    try:
        ACTS[job.kind](job, noting(job, tell))
    except TakenError:
        job.delete()
        raise
    except BaseException as error:  # Whoever presses Ctrl-C breaks it off too.
        job.trouble = str(error) or type(error).__name__
        end(job)
        raise
    end(job)
    return job


def end(job: IndexJob) -> None:
    """Note that a job goes on no more."""
    job.ended_at = timezone.now()
    job.save()
    forget_old_jobs(job.kind)


def check(job: IndexJob, tell: Tell) -> None:
    """Compare every index with what it should hold."""
    job.found = asdict(measure(tell))


def repair_and_check(job: IndexJob, tell: Tell) -> None:
    """Write again what differs, then compare."""
    repair(tell)
    check(job, tell)


def rebuild(job: IndexJob, tell: Tell) -> None:
    """Write the whole index again from the sources, then anew in Elasticsearch."""
    reindex(tell)
    drain_due(tell)
    if settings.SEARCH_URL:
        from search.rebuild import rebuild

        rebuild(tell=tell)


def copy(job: IndexJob, tell: Tell) -> None:
    """Build the index in Elasticsearch from what is written, or go on building it."""
    from search.rebuild import rebuild

    rebuild(resume=True, tell=tell)


ACTS: dict[str, Callable[[IndexJob, Tell], None]] = {
    Kind.CHECK: check,
    Kind.REPAIR: repair_and_check,
    Kind.REBUILD: rebuild,
    Kind.COPY: copy,
}


def noting(job: IndexJob, tell: Tell) -> Tell:
    """Tell somebody how far a job is, and note it now and then."""
    noted_at = float("-inf")

    def told(done: int, total: int) -> None:
        nonlocal noted_at
        tell(done, total)
        job.done, job.total, job.heard_at = done, total, timezone.now()
        if time.monotonic() - noted_at >= BETWEEN_NOTES:
            noted_at = time.monotonic()
            job.save(update_fields=["done", "total", "heard_at"])

    return told


def forget_old_jobs(kind: str) -> None:
    """Keep the newest jobs of a kind only."""
    newest = IndexJob.objects.filter(kind=kind).values_list("pk", flat=True)[:KEPT]
    IndexJob.objects.filter(kind=kind).exclude(pk__in=list(newest)).delete()
