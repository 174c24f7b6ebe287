"""What the home page shows beneath its welcome: what is to come, what was learnt, what is new."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.visibility import audiences_of
from pages.filters import Choice
from pages.labels import filter_label, label_language
from pages.models.event import EVENT_TYPES
from search.results import Hit
from search.search import listing, search
from thesaurus.vocabulary import vocabulary

FEW = 3


@dataclass(frozen=True)
class Shelf:
    """A few items under a title."""

    title: str | Promise
    hits: list[Hit]


def shelves(request: HttpRequest, language: str) -> tuple[list[Shelf], list[Choice]]:
    """The shelves that have something, and the main domains with their numbers of pages.

    Args:
        request: whose person may see what.
        language: the language of the home page.
    """
    audiences = audiences_of(request.user)
    today = datetime.date.today()
    events: dict[str, tuple[str, ...]] = {"type": EVENT_TYPES}
    agenda = listing(audiences, events, language, sort="agenda").hits
    to_come = [hit for hit in agenda if hit.date and hit.date >= today][:FEW]
    written_up = listing(audiences, {**events, "stage": ("written_up",)}, language).hits[:FEW]
    news = ("article", "experience_sheet", "resource", "project")
    newest = listing(audiences, {"type": news}, language)
    projects = listing(audiences, {"type": ("project",)}, language).hits
    shown = {hit.url for hit in newest.hits[:FEW]}
    candidates = [
        Shelf(_("Coming up"), to_come),
        Shelf(_("What seminars taught us"), written_up),
        Shelf(_("New on the site"), newest.hits[:FEW]),
        Shelf(_("Projects"), [hit for hit in projects if hit.url not in shown][:FEW]),
    ]
    return [shelf for shelf in candidates if shelf.hits], domains(audiences, language)


def domains(audiences: tuple[str, ...], language: str) -> list[Choice]:
    """The themes that have no broader one, with how many pages the search finds under each."""
    counts = dict(search("", audiences, {}, language, counted=("theme",)).facets.get("theme", []))
    return [
        Choice(
            code,
            filter_label("theme", code),
            counts[code],
            "",
            language=label_language("theme", code),
        )
        for code, term in vocabulary().terms.items()
        if term.broader is None and code in counts
    ]
