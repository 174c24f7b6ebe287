"""What waits for somebody: to approve, to finish, to write up, to translate, to answer."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from access.decisions import may
from access.rights import rights_of
from languages.errors import errors_waiting_for
from languages.waiting import languages_of
from pages.made_from import how_it_stands
from pages.models.event import EVENTS
from passerelle.admin.seen import seen_pages
from passerelle.admin.work import (
    SUBMIT,
    editable,
    not_current,
    not_translated,
    not_written_up,
    translatable,
)
from people.models import ContactMessage, JoinRequest, OrganizationProposal
from thesaurus.models import TermProposal

MOST = 8
"""Rows of a list; who has more sees that there are more."""


@dataclass(frozen=True)
class Row:
    """Something to do.

    Attributes:
        title: what it concerns.
        url: where it is done.
        note: what is to be known before; empty when nothing is.
    """

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Waiting:
    """A list of what waits for one reason."""

    heading: str | Promise
    rows: list[Row]
    has_more: bool = False


def waiting_for(person: Any) -> list[Waiting]:
    """The lists that are not empty, the most pressing first; a few queries, whatever there is."""
    found = []
    for heading, rows_for in LISTS:
        rows = list(rows_for(person))
        if rows:
            found.append(Waiting(heading, rows[:MOST], len(rows) > MOST))
    return found


def to_approve(person: Any) -> Iterable[Row]:
    """Pages that others handed in, and that she may decide on."""
    states = (
        TaskState.objects.reviewable_by(person)
        .filter(workflow_state__object_id__in=as_text(seen_pages(person)))
        .select_related("workflow_state__requested_by")
        .order_by("started_at")[: MOST + 1]
    )
    asked = {int(state.workflow_state.object_id): state for state in states}
    pages = Page.objects.in_bulk(asked)
    for key, state in asked.items():
        if key in pages:
            by, when = state.workflow_state.requested_by, day(state.started_at)
            note = _("Handed in by %(name)s on %(day)s") % {"name": by, "day": when}
            yield row(pages[key], note if by else when)


def to_answer(person: Any) -> Iterable[Row]:
    """Requests to join spaces of hers, errors in translations, messages, and proposals."""
    waits = JoinRequest.objects.waiting().filter(space__in=rights_of(person).manages)
    spaces = waits.values("space__slug", "space__names").annotate(number=Count("pk"))
    for one in spaces.order_by("space__slug")[: MOST + 1]:
        words = ngettext("%(number)d request to join", "%(number)d requests to join", one["number"])
        yield Row(
            words % {"number": one["number"]},
            reverse("space_requests", args=[one["space__slug"]]),
            next(iter(one["space__names"].values()), one["space__slug"]),
        )
    number = errors_waiting_for(person, languages_of(person)).count()
    if number:
        words = ngettext(
            "%(number)d error reported by readers", "%(number)d errors reported by readers", number
        )
        yield Row(words % {"number": number}, reverse("translate"))
    if may(person, "administer", None):
        number = ContactMessage.objects.filter(answered_at=None).count()
        if number:
            words = ngettext("%(number)d message received", "%(number)d messages received", number)
            yield Row(words % {"number": number}, reverse("contact_messages"))
    if policy_registry.get_by_type(OrganizationProposal).user_has_permission(person, "change"):
        state = OrganizationProposal.State.PENDING
        number = OrganizationProposal.objects.filter(state=state).count()
        if number:
            words = ngettext(
                "%(number)d change of an organisation proposed",
                "%(number)d changes of organisations proposed",
                number,
            )
            address = OrganizationProposal.snippet_viewset.get_url_name("list")  # type: ignore[attr-defined]
            yield Row(words % {"number": number}, f"{reverse(address)}?state={state}")
    if may(person, "tend", None):
        number = TermProposal.objects.waiting().count()
        if number:
            words = ngettext(
                "%(number)d word proposed for the thesaurus",
                "%(number)d words proposed for the thesaurus",
                number,
            )
            yield Row(words % {"number": number}, reverse("thesaurus_desk"))


def to_write_up(person: Any) -> Iterable[Row]:
    """Events of hers, or of nobody, that are over and say nothing of what was said."""
    rows: dict[Any, Row] = {}
    for model in EVENTS:
        found = (
            not_written_up(model, person)
            .filter(Q(owner=person) | Q(owner=None) | Q(latest_revision__user=person))
            .order_by("-starts_on", "locale")[: 2 * MOST]
        )
        for event in found:
            note = _("It took place on %(day)s") % {"day": date_format(event.starts_on)}
            rows.setdefault(event.translation_key, row(event, note))
    return rows.values()


def drafts(person: Any) -> Iterable[Row]:
    """What she last wrote and nobody published or handed in."""
    handed_in = WorkflowState.objects.active().values("object_id")
    pages = (
        editable(person)
        .filter(Q(latest_revision__user=person) | Q(owner=person, live=False))
        .filter(Q(has_unpublished_changes=True) | Q(live=False), alias_of=None)
        .alias(key=Cast("pk", TextField()))
        .exclude(key__in=handed_in)
        .order_by(F("latest_revision_created_at").desc(nulls_last=True))[: MOST + 1]
    )
    for page in pages:
        when = page.latest_revision_created_at
        yield row(page, _("Written on %(day)s") % {"day": day(when)} if when else "")


def handed_in(person: Any) -> Iterable[Row]:
    """What she handed in, and somebody else has to read."""
    states = WorkflowState.objects.filter(
        requested_by=person, status=WorkflowState.STATUS_IN_PROGRESS
    )
    keys = as_text(editable(person))
    found = states.filter(object_id__in=keys).order_by("-created_at")[: MOST + 1]
    asked = {int(state.object_id): state.created_at for state in found}
    pages = Page.objects.in_bulk(asked)
    for key, when in asked.items():
        if key in pages:
            yield row(pages[key], _("Handed in on %(day)s") % {"day": day(when)})


def to_translate(person: Any) -> Iterable[Row]:
    """Pages of hers that lack a language, or with a translation that is not up to date."""
    languages = [code for code, _name in settings.LANGUAGES]
    if not person.has_perm(SUBMIT) or len(languages) < 2:
        return
    mine = translatable(person).filter(Q(owner=person) | Q(latest_revision__user=person))
    for page in not_translated(mine, languages).order_by("-last_published_at")[: MOST + 1]:
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        yield Row(page.draft_title, address, _("Not in every language yet"))
    for page in not_current(mine, languages).order_by("-last_published_at")[: MOST + 1]:
        address = reverse("wagtailadmin_pages:edit", args=[page.target])
        yield Row(page.draft_title, address, how_it_stands(page.freshness, page.changed))


LISTS: tuple[tuple[str | Promise, Callable[[Any], Iterable[Row]]], ...] = (
    (gettext_lazy("To read and approve"), to_approve),
    (gettext_lazy("To answer"), to_answer),
    (gettext_lazy("To write up"), to_write_up),
    (gettext_lazy("Your drafts"), drafts),
    (gettext_lazy("Handed in: somebody else reads them"), handed_in),
    (gettext_lazy("To translate"), to_translate),
)
"""What can wait for somebody, in the order in which it is shown."""


def as_text(pages: QuerySet[Page]) -> QuerySet[Any]:
    """Their keys, as workflows write them."""
    return pages.annotate(key=Cast("pk", TextField())).values("key")


def row(page: Page, note: str) -> Row:
    """A page to open in the editing screens."""
    return Row(page.draft_title, reverse("wagtailadmin_pages:edit", args=[page.pk]), note)


def day(moment: datetime.datetime) -> str:
    """A moment as a day."""
    return date_format(localtime(moment), "DATE_FORMAT")
