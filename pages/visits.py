"""When somebody was last in a space, so that what is new to her can be told from the rest."""

import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from access.decisions import membership_of
from access.models import Membership, Space

ONE_VISIT = datetime.timedelta(minutes=30)
"""Coming back sooner belongs to the same visit: what was new stays so until its end."""

REMEMBERED = 50
KEY = "visits"


def begin_visit(request: HttpRequest, space: Space) -> datetime.datetime | None:
    """Note that a person is in a space.

    Returns:
        Since when things are new to her; None for somebody who does not belong to it.
    """
    membership = membership_of(request.user, space)
    if membership is None:
        return None
    since = new_since(request, membership)
    now = timezone.now()
    if membership.visited_at is None or now - membership.visited_at > ONE_VISIT:
        Membership.objects.filter(pk=membership.pk).update(visited_at=now)
        visits = {**request.session.get(KEY, {}), str(space.pk): since.isoformat()}
        request.session[KEY] = dict(list(visits.items())[-REMEMBERED:])
    return since


def new_since(request: HttpRequest, membership: Membership) -> datetime.datetime:
    """Since when things in a space are new to a person: the visit before this one."""
    visited = membership.visited_at
    if visited is None:
        return membership.since
    if timezone.now() - visited > ONE_VISIT:
        return visited
    before = request.session.get(KEY, {}).get(str(membership.space_id), "")
    return parse_datetime(before) or visited
