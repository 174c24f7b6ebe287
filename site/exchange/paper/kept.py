"""PDFs that were drawn: one for all who see the same of a revision, the others let go."""

from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from access.prepared import prepared
from exchange.models import Paper
from exchange.paper import apart
from exchange.paper.apart import NotDrawnError
from exchange.paper.limits import KEPT_FOR_A_PAGE, REFUSED_SECONDS
from exchange.paper.written import Written, pictures_of


def paper_of(page: Page, paper: Written, request: HttpRequest) -> Paper:
    """The PDF of a page for a reader, drawn now unless it was for somebody who sees the same.

    Args:
        page: in full; its reader may see it.
        paper: the page as it was written for her.
        request: hers.

    Raises:
        NotDrawnError: with the reason.
    """
    known = kept(paper.digest)
    if known is not None:
        return known
    refused = f"paper.refused.{paper.digest}"
    if cache.get(refused):
        raise NotDrawnError("long")
    try:
        content = apart.draw_apart(paper.markup, paper.base, pictures_of(paper, request))
    except NotDrawnError as error:
        if error.reason == "long":
            cache.set(refused, True, REFUSED_SECONDS)
        raise
    return keep(page, paper.digest, content, is_public=not request.user.is_authenticated)


def kept(digest: str) -> Paper | None:
    """The PDF of this digest, if its file is still there."""
    found = Paper.objects.filter(digest=digest).first()
    if found is not None and not found.file.storage.exists(str(found.file.name)):
        found.delete()
        return None
    return found


def keep(page: Page, digest: str, content: bytes, is_public: bool) -> Paper:
    """Store a PDF, and let go of those of earlier revisions.

    Args:
        page: whose.
        digest: of what it was drawn from.
        content: the PDF.
        is_public: whether it is what a visitor sees.
    """
    revision = page.live_revision_id or 0
    paper = Paper(
        page_id=page.pk,
        revision=revision,
        digest=digest,
        is_public=is_public,
        weight=len(content),
    )
    try:
        with transaction.atomic():
            paper.file.save(f"{digest}.pdf", ContentFile(content))
    except IntegrityError:
        # Another process of the site drew it meanwhile.
        paper.file.delete(save=False)
        return Paper.objects.get(digest=digest)
    of_page = Paper.objects.filter(page=page.pk).order_by("-pk")
    old = of_page.exclude(revision=revision) | of_page.filter(
        pk__in=list(of_page.values_list("pk", flat=True)[KEPT_FOR_A_PAGE:])
    )
    for one in old:
        one.delete()
    return paper


def weight_for_everybody(page: Page) -> int:
    """Bytes of the PDF that a visitor gets of a page; 0 until one was drawn."""
    weights = public_weights(page.pk, page.live_revision_id or 0)
    return weights[0][0] if weights else 0


@prepared
def public_weights(page: int, revision: int) -> QuerySet[Paper, Any]:
    """Bytes of what visitors get of a revision, the newest first."""
    papers = Paper.objects.filter(page=page, is_public=True, revision=revision)
    return papers.order_by("-pk").values_list("weight")
