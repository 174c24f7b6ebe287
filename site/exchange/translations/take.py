"""Take the texts of a file: all that may be taken, or nothing."""

from typing import Any

from django.db import transaction
from wagtail_localize.models import StringTranslation

from exchange.translations.bundle import Bundle
from exchange.translations.pages import MANUAL
from exchange.translations.plan import Place, Plan, State, make_plan


@transaction.atomic
def take(bundle: Bundle, person: Any | None) -> Plan:
    """Write what a file brings, compared with what the site says at this moment.

    What is taken was written by a person; where a language asks that a second one reads each
    text, it waits for her.

    Args:
        bundle: what the file holds.
        person: who sends it, and may translate some pages; None for the machine's own operator.
    """
    plan = make_plan(bundle, person, locks=True)
    for verdict in plan.of(State.TAKEN):
        assert verdict.place
        write(verdict.place, verdict.target, bundle.mark_of(verdict.target), person)
    return plan


def write(place: Place, target: str, mark: str, person: Any | None) -> None:
    """Write one translation.

    Args:
        place: where it belongs.
        target: the translation, as HTML.
        mark: what is noted of where it came from.
        person: whose work it is.
    """
    segment = place.text.segment
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=place.translation.target_locale,
        defaults={
            "data": target,
            "translation_type": MANUAL,
            "tool_name": mark,
            "last_translated_by": person,
            "has_error": False,
            "field_error": "",
        },
    )
