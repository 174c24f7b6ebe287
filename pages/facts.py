"""What every page type says of itself in its own table, read for pages of all types at once."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from wagtail.models import Page, get_page_models

from pages.models.base import BasePage
from pages.models.classification import PageTerritory, PageTheme
from pages.models.event import Event


def page_types() -> dict[str, type[Page]]:
    """The page types by their code, or by the name of the model for what is no item of a list."""
    return {
        getattr(model, "type_code", "") or model._meta.model_name: model
        for model in get_page_models()
        if issubclass(model, BasePage)
    }


def with_facts(pages: QuerySet[Page]) -> QuerySet[Page]:
    """These pages with `summary`, `licence` and `first_day`, in one query for all types.

    Fetching each page as what it is would take one query a type, and read all their texts.
    """
    models = page_types().values()
    return pages.annotate(
        summary=first_of(models, "summary"),
        licence=first_of(models, "licence"),
        first_day=first_of([m for m in models if issubclass(m, Event)], "starts_on"),
    )


def shown_date(page: Any) -> datetime.date | None:
    """The `display_date` of a page that was read `with_facts`."""
    moment = page.first_published_at or page.latest_revision_created_at
    return page.first_day or (moment.date() if moment else None)


def first_of(models: Iterable[type[Page]], field: str) -> Coalesce:
    """The value of a field in whichever of these types a page is of."""
    return Coalesce(*(F(f"{model._meta.model_name}__{field}") for model in models))


def theme_codes(keys: Iterable[int]) -> dict[int, list[str]]:
    """Codes of the themes of each of these pages, in the editor's order; one query."""
    return codes_by_page(PageTheme, "concept__code", keys)


def territory_codes(keys: Iterable[int]) -> dict[int, list[str]]:
    """Codes of the countries and regions of each of these pages, likewise."""
    return codes_by_page(PageTerritory, "territory__code", keys)


def codes_by_page(
    model: type[PageTheme | PageTerritory], column: str, keys: Iterable[int]
) -> dict[int, list[str]]:
    """What a column of such rows says, by page."""
    rows = model.objects.filter(page__in=keys).order_by("sort_order", "pk")
    found: dict[int, list[str]] = defaultdict(list)
    for key, code in rows.values_list("page", column):
        found[key].append(code)
    return found
