"""For whom a page is being written, where no request reaches: links in texts, files in blocks.

Without a reader, all that is written is for everybody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from access.models import CollectionAudience
from access.visibility import PUBLIC_ONLY, audiences_of

HEADER = "Reader"


class Reader:
    """Somebody who reads, and what was found out about her on the way.

    Args:
        person: the signed-in person or Django's anonymous user; None for everybody.
        audiences: what she belongs to, when that is not to be worked out.
    """

    def __init__(self, person: Any = None, audiences: tuple[str, ...] | None = None) -> None:
        self.person = person
        self.given = audiences
        self.collections: dict[int | None, bool] = {}

    @cached_property
    def audiences(self) -> tuple[str, ...]:
        """What she belongs to: asked only when something on the page depends on it."""
        if self.given is not None:
            return self.given
        return PUBLIC_ONLY if self.person is None else audiences_of(self.person)

    def sees_files_of(self, collection_id: int | None) -> bool:
        """Whether she may see what lies in a collection: one query for each on a page."""
        if collection_id not in self.collections:
            self.collections[collection_id] = CollectionAudience.objects.filter(
                collection=collection_id, audience__in=self.audiences
            ).exists()
        return self.collections[collection_id]


_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)


def current_reader() -> Reader:
    """The one for whom the present page is written."""
    return _reader.get() or Reader()


@contextmanager
def written_for(reader: Reader) -> Iterator[Reader]:
    """Write what is rendered within for this reader."""
    token = _reader.set(reader)
    try:
        yield reader
    finally:
        _reader.reset(token)


class ReaderMiddleware:
    """Writes every answer for the person who asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, in the name of whoever is signed in; her pages say by a number whose they are.

        A browser that keeps pages of hers forgets them when one comes that is not.
        """
        with written_for(Reader(request.user)):
            response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.pk:
            response[HEADER] = str(request.user.pk)
        return response
