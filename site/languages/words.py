"""Count the words of published pages, so that what is not translated has a size."""

import datetime

from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from languages.models import PageWords
from languages.parts import fingerprint, parts_of

BATCH = 200


def count_words(page: Page, now: datetime.datetime | None = None) -> bool:
    """Count the words of a page as it is published.

    Args:
        page: any page.
        now: when that was published first; None when nobody knows.

    Returns:
        Whether it says anything else than when they were counted before.
    """
    parts = parts_of(Page.objects.get(pk=page.pk).specific)
    digest = fingerprint([f"{part.key}:{part.digest}" for part in parts])
    if PageWords.objects.filter(page=page.pk, digest=digest).exists():
        return False
    PageWords.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "words": sum(part.words for part in parts),
            "digest": digest,
            "changed_at": now,
        },
    )
    return True


@task(backend="background")
def count_all_words() -> None:
    """Count the pages that were published before anybody counted, some at a time.

    What ended in the middle goes on where it was when it is asked for again.
    """
    pages = Page.objects.filter(live=True, depth__gt=1, alias_of=None, counted_words=None)
    last = 0
    while keys := list(
        pages.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        for page in Page.objects.filter(pk__in=keys):
            count_words(page)
        last = keys[-1]


def count_published(page: Page) -> bool:
    """A page is published now.

    Returns:
        Whether it says anything that it did not say before.
    """
    return count_words(page, timezone.now())
