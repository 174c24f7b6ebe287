"""Where pages once were, so that links which people keep go on leading to them."""

from collections.abc import Iterable

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.prepared import prepared
from access.routing import LONGEST_PATH, site_root_path
from access.visibility import visible_to


class OldAddress(models.Model):
    """A place in the tree that a page left. A page that lies there now comes first.

    Wagtail's own redirects name private pages to whoever asks, and break on SQLite when a large
    branch moves.
    """

    url_path = models.CharField(max_length=LONGEST_PATH, unique=True)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="old_addresses")

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self) -> str:
        return self.url_path


def remember(rows: Iterable[tuple[int, str]]) -> None:
    """Note that pages left these places.

    Args:
        rows: (page id, former `url_path`) pairs; a path longer than any that is served leads
            nowhere.
    """
    OldAddress.objects.bulk_create(
        [
            OldAddress(page_id=page, url_path=path)
            for page, path in rows
            if len(path) <= LONGEST_PATH
        ],
        update_conflicts=True,
        unique_fields=["url_path"],
        update_fields=["page"],
    )


@prepared
def pages_once_at(url_path: str, audiences: tuple[str, ...]) -> QuerySet[Page]:
    """The page that left a place in the tree, if the holder of these audiences may see it now."""
    return visible_to(Page.objects.filter(old_addresses__url_path=url_path), audiences)


def moved_to(language: str, path: str, audiences: tuple[str, ...]) -> Page | None:
    """The page that once was at an address, if this reader may see where it is now.

    Args:
        language: the language code that the address begins with.
        path: what follows it.
        audiences: what the reader belongs to.
    """
    root = site_root_path(language)
    if root is None or len(path) > LONGEST_PATH or "\0" in path:
        return None
    former = f"{root}{path.strip('/')}/"
    return next(iter(pages_once_at(former, audiences)), None)
