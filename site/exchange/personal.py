"""What is new and what is to come in all that one person may see, at an address of her own."""

import uuid
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from access.visibility import audiences_of
from exchange.addresses import absolute
from exchange.calendars import calendar, calendar_file, timely_events
from exchange.feeds import NO_DATE, Feed, add_newest, plain
from pages.lists import left_out
from people.models import Person
from people.site_name import site_name
from people.tokens import person_of
from search.models import SearchDocument
from search.search import everything

FEEDS = "feeds"
"""The purpose of the tokens in these addresses."""


@require_safe
def show_personal_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The newest items among all that the holder of the token may see.

    Raises:
        Http404: the token is nobody's.
    """
    person = holder(token)
    language = get_language() or settings.LANGUAGE_CODE
    # Its own address is not in it: whoever is sent a copy must not find the token there.
    feed = Feed(
        title=plain(f"{_('What is new')} – {site_name()}"),
        link=absolute(f"/{language}/"),
        description=None,
        language=language,
        author_name=site_name(),
        author_link=absolute(f"/{language}/"),
        feed_guid=permanent_id(person, language, "atom").urn,
        changed=NO_DATE,
    )
    audiences = audiences_of(person)
    add_newest(feed, all_documents(language, audiences), audiences)
    return private(HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type))


@require_safe
def show_personal_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The events to come, or lately ended, among all that the holder of the token may see.

    Raises:
        Http404: the token is nobody's.
    """
    person = holder(token)
    language = get_language() or settings.LANGUAGE_CODE
    audiences = audiences_of(person)
    found = calendar(
        timely_events(all_documents(language, audiences), audiences),
        language,
        name=_("Events"),
        uid=permanent_id(person, language, "ics"),
        url=absolute(f"/{language}/"),
    )
    return private(calendar_file(found, "events"))


def holder(token: str) -> Person:
    """The person whose feeds a token opens.

    Raises:
        Http404: it is nobody's, or no more, as for an address where nothing is.
    """
    person = person_of(token, FEEDS)
    if person is None:
        raise Http404
    return person


def all_documents(language: str, audiences: tuple[str, ...]) -> QuerySet[SearchDocument]:
    """All that lists of the whole site would hold for a reader of a language."""
    return everything(audiences, {}, language, excluded=left_out({}))


def permanent_id(person: Person, language: str, form: str) -> uuid.UUID:
    """What programs know a feed of a person by, which outlives its address."""
    return uuid.uuid5(uuid.NAMESPACE_URL, absolute(f"/{language}/feeds/{person.pk}.{form}"))


def private(response: Any) -> HttpResponse:
    """An answer that nobody keeps and no search engine shows."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
