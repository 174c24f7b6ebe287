"""Fill every text that an editor can write, wherever it is, with a word found nowhere else."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from access.models import Space
from pages.models import Home, Period
from pages.models.base import BasePage
from people.models import Organization
from tests.factories import OrganizationFactory, a_space, archived_period
from thesaurus.models import Concept, Territory

OUR_APPS = {"pages", "people", "thesaurus", "files", "access", "search", "exchange", "languages"}
WAGTAILS_TEXTS = {"title", "seo_title", "search_description"}

NOT_TEXTS = {
    "currency": "a code of ISO 4217",
    "time_zone": "a name of the tz database",
    "link": "an address",
    "licence": "one of our codes",
}
"""Fields that hold characters but no words; everything else has to be translatable."""


def page_types() -> list[type[BasePage]]:
    """Every page type of ours."""
    return [model for model in apps.get_models() if issubclass(model, BasePage)]


@dataclass
class Marker:
    """Hands out words, and remembers where each was written."""

    places: dict[str, str] = field(default_factory=dict)

    def word(self, place: str) -> str:
        """A word for one place."""
        word = f"Mark{len(self.places):03}q"
        self.places[word] = place
        return word

    def mark(self, instance: models.Model, place: str) -> None:
        """Fill the texts and the required fields of an object."""
        for column in text_fields(type(instance)):
            setattr(instance, column.attname, self.word(f"{place}.{column.name}"))
        for column in instance._meta.concrete_fields:
            if not is_ours(column, type(instance)):
                continue
            if isinstance(column, StreamField):
                value = self.block(column.stream_block, f"{place}.{column.name}")
                setattr(instance, column.name, column.to_python(value))
            elif isinstance(column, models.DateField) and not column.null:
                setattr(instance, column.name, datetime.date(2026, 1, 1))
            elif isinstance(column, models.ForeignKey) and not column.null:
                is_link_up = isinstance(column, ParentalKey) or column.remote_field.parent_link
                if not is_link_up and column.name != "locale":
                    setattr(instance, column.name, something(column.related_model, instance))

    def block(self, block: blocks.Block, place: str) -> Any:
        """A value of a block, as its stream stores it."""
        value: Any = None
        match block:
            case blocks.StreamBlock():
                value = [
                    {
                        "type": name,
                        "id": str(uuid.uuid4()),
                        "value": self.block(child, f"{place}.{name}"),
                    }
                    for name, child in block.child_blocks.items()
                ]
            case blocks.StructBlock():
                value = {
                    name: self.block(child, f"{place}.{name}")
                    for name, child in block.child_blocks.items()
                }
            case blocks.ListBlock():
                inner = self.block(block.child_block, f"{place}.item")
                value = [{"type": "item", "id": str(uuid.uuid4()), "value": inner}]
            case TableBlock():
                cells = [[self.word(f"{place}.{r}-{c}") for c in range(2)] for r in range(2)]
                value = {"data": cells, "table_caption": self.word(f"{place}.caption")}
            case blocks.RichTextBlock():
                value = f"<p>{self.word(place)}</p>"
            case blocks.URLBlock():
                value = "https://example.org/"
            case blocks.DateBlock():
                value = "2026-01-01"
            case blocks.IntegerBlock():
                value = 1
            case blocks.ChooserBlock():
                pass  # links lead nowhere here: they hold no words
            case blocks.CharBlock() | blocks.TextBlock():
                value = self.word(place)
            case _:
                raise NotImplementedError(f"{place}: say what {type(block).__name__} holds")
        return value


def is_ours(column: models.Field[Any, Any], model: type[models.Model]) -> bool:
    """Whether a field was written by us, or is one of Wagtail's that editors fill with words."""
    return not issubclass(model, Page) or column.model is not Page or column.name in WAGTAILS_TEXTS


def text_fields(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """The fields in which an editor writes words."""
    for column in model._meta.concrete_fields:
        if (
            isinstance(column, models.CharField | models.TextField)
            and not isinstance(column, StreamField)
            and not column.choices
            and column.name not in NOT_TEXTS
            and is_ours(column, model)
        ):
            yield column


def something(model: type[models.Model], owner: models.Model) -> models.Model:
    """An object that a required link can lead to."""
    makers = {
        Organization: OrganizationFactory,
        Concept: lambda: Concept.objects.get_or_create(code="water")[0],
        Territory: lambda: Territory.objects.get_or_create(code="SN")[0],
        Period: archived_period,
        Page: Home.objects.first,
        Space: lambda: a_space(f"space-{Space.objects.count()}"),
    }
    if model not in makers:
        raise NotImplementedError(f"{owner}: say how to make a {model.__name__}")
    return makers[model]()


def child_models(model: type[Page]) -> dict[str, type[models.Model]]:
    """Our inline child models of a page type, by the name of the relation."""
    return {
        relation.get_accessor_name(): relation.related_model
        for relation in get_all_child_relations(model)
        if relation.related_model._meta.app_label in OUR_APPS
    }


def marked_page(model: type[BasePage], parent: Page) -> tuple[Any, Marker]:
    """A page of a type with every text of it and of its children marked."""
    marker = Marker()
    made = model(slug=f"un-{model.__name__.lower()}", locale=parent.locale)
    marker.mark(made, model.__name__)
    for name, child_model in child_models(model).items():
        child = child_model()
        marker.mark(child, f"{model.__name__}.{name}")
        getattr(made, name).add(child)
    parent.add_child(instance=made)
    return model.objects.get(pk=made.pk), marker
