"""A sheet as its translator sees it, a few texts at a time."""

from secrets import token_urlsafe

from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail_localize.machine_translators import get_machine_translator

from access.numbers import page_in
from languages.actions.begin import is_behind
from languages.actions.draft import is_empty, may_draft
from languages.actions.publish import why_not
from languages.actions.save import Outcome
from languages.errors import bring_reports
from languages.memory import bring_suggestions
from languages.models import Saving
from languages.place import Place, about
from languages.sheet import Row
from languages.states import State
from languages.terms import bring_terms

SIZE = 25
"""How many texts are on one page of a sheet: what a slow line loads and an old phone holds."""

KEPT_KEYS = 20
CONFLICT, UNPROCESSABLE = 409, 422


def part_asked(request: HttpRequest) -> int:
    """Which part of the sheet an address asks for, from 1."""
    return page_in(request.GET.get("part", ""))


def drawn(
    request: HttpRequest, place: Place, rows: list[Row], outcome: Outcome | None = None
) -> TemplateResponse:
    """A part of a sheet, with what could not be saved of what was typed."""
    assert place.translation is not None
    parts = max(1, -(-len(rows) // SIZE))
    part = min(part_asked(request), parts)
    listed = rows[(part - 1) * SIZE : part * SIZE]
    bring_suggestions(listed, place.translation, place.person)
    bring_terms(listed, place.page.locale.language_code, place.language)
    for row in listed:
        row.waits = row.waits_for(place.person, place.reviews)
    loose = bring_reports(rows, place)
    left = [row for row in rows if row.state != State.APPROVED]
    context = {
        **about(place),
        "place": place,
        "rows": listed,
        "part": part,
        "parts": range(1, parts + 1) if parts > 1 else (),
        "has_next": part < parts,
        "left": len(left),
        "total": len(rows),
        "words_left": sum(row.words for row in left),
        "signs": any(row.signs for row in listed),
        "why_not": why_not(rows),
        "approves": any(row.waits for row in listed),
        "loose": loose,
        "elsewhere": [(row, part_of(row)) for row in rows if row.reports and row not in listed],
        "has_reports": bool(loose) or any(row.reports for row in rows),
        "machine": machine_for(place, listed),
        "is_behind": is_behind(place.translation),
        "outcome": outcome,
        "lost": lost(outcome, rows, listed),
        "form_key": token_urlsafe(9),
        "saved_keys": saved_keys(place),
    }
    return TemplateResponse(
        request, "languages/translate_page.html", context, status=status_of(outcome)
    )


def part_of(row: Row) -> int:
    """On which part of the sheet a text is."""
    return -(-row.number // SIZE)


def machine_for(place: Place, rows: list[Row]) -> str:
    """The name of the service that can draft some of these texts for her; empty for none."""
    machine = get_machine_translator()
    offered = machine is not None and any(is_empty(row) for row in rows) and may_draft(place)
    return str(machine.display_name) if offered else ""


def status_of(outcome: Outcome | None) -> int:
    """What the answer says of itself."""
    if outcome is None:
        return 200
    return CONFLICT if outcome.has_conflicts else UNPROCESSABLE


def lost(outcome: Outcome | None, rows: list[Row], listed: list[Row]) -> list[str]:
    """What was typed for texts that are not on this part of the sheet, or on none any more."""
    if outcome is None:
        return []
    elsewhere = [row.typed for row in rows if row.typed is not None and row not in listed]
    return [*outcome.lost, *elsewhere]


def saved_keys(place: Place) -> str:
    """Keys of the forms that this person sent last: her device may forget what they held."""
    savings = Saving.objects.filter(person=place.person, translation=place.translation)
    return " ".join(savings.order_by("-at").values_list("key", flat=True)[:KEPT_KEYS])
