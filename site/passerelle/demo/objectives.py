"""Strategic objectives of the two periods."""

import datetime
from collections.abc import Callable

from wagtail.models import Page

from pages.models import ObjectiveText, PageObjective, Period, StrategicObjective
from passerelle.demo.content import Dates, Facts


def create_periods(table: Facts, dates: Dates) -> dict[str, Period]:
    """Periods of whole years; one that is over is archived on the next first of January."""
    periods = {}
    for key, facts in table["periods"].items():
        first, last = dates.year(facts["starts"]), dates.year(facts["ends"])
        assert first is not None and last is not None
        over = last < dates.today.year
        periods[key] = Period.objects.create(
            code=f"{first}-{last}",
            starts=datetime.date(first, 1, 1),
            ends=datetime.date(last, 12, 31),
            archived_on=datetime.date(last + 1, 1, 1) if over else None,
        )
    return periods


def create_objectives(table: Facts, periods: dict[str, Period]) -> dict[str, StrategicObjective]:
    """Objectives with their texts."""
    objectives = {
        code: StrategicObjective.objects.create(
            code=code, period=periods[facts["period"]], order=facts["order"]
        )
        for code, facts in table["objectives"].items()
    }
    ObjectiveText.objects.bulk_create(
        [
            ObjectiveText(objective=objectives[code], language=language, **facts[language])
            for code, facts in table["objectives"].items()
            for language in ("fr", "en")
        ]
    )
    return objectives


def name_pages(
    table: Facts, objectives: dict[str, StrategicObjective], page: Callable[[str], Page | None]
) -> None:
    """Say which pages serve which objective, each by its first version.

    Args:
        table: the facts, whose `serves` names pages.
        objectives: by code.
        page: gives the page of a name.
    """
    PageObjective.objects.bulk_create(
        [
            PageObjective(objective=objectives[code], target=target, sort_order=order)
            for code, facts in table["objectives"].items()
            for order, name in enumerate(facts["serves"])
            if (target := page(name)) is not None
        ]
    )
