"""What an editor finds behind a page: one revision, and where its pictures and links are used."""

from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision

from pages.models.base import BasePage


def write_history(pages: list[BasePage]) -> None:
    """Give each page the revision that was published."""
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_object=page,
                base_content_type=page.get_base_content_type(),
                created_at=page.last_published_at or timezone.now(),
                content=page.serializable_data(),
                object_str=str(page),
            )
            for page in pages
        ]
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = page.live_revision = revision
        page.latest_revision_created_at = revision.created_at
    Page.objects.bulk_update(
        [page.page_ptr for page in pages],
        ["latest_revision", "live_revision", "latest_revision_created_at"],
    )


def write_references(pages: list[BasePage]) -> None:
    """Note what pages name, so that editors are told before they delete any of it."""
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
