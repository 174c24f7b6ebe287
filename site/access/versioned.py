"""Forms over what two people may change at once: none writes over the other in silence.

A form carries the version that it was begun from. A save over a newer one is refused: what is
saved now is shown beside what was typed, and the same form, sent again, is begun from there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

CONFLICT = 409
LENGTH = 20


@dataclass(frozen=True)
class Theirs:
    """What is saved now in a field that holds something else.

    Attributes:
        label: what the field is called.
        text: its words, or what is chosen, in words.
        anchor: where the field is on the page.
    """

    label: str
    text: str
    anchor: str


class VersionField(forms.CharField):
    """The version that a form was begun from; shown again, it is that which is saved now."""

    widget = forms.HiddenInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is saved now: with the form that is sent next, nobody can say she was not told."""
        return initial

    def has_changed(self, initial: Any, data: Any) -> bool:
        """It is not for people to change."""
        return False


class VersionedForm(forms.BaseForm):
    """A form, begun from what is saved, that is saved over nothing newer unless on purpose.

    Its view is `saving`, and has held what the form is about before it makes the form. A form that
    comes without a version was not drawn by us, and is taken at its word.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"] = VersionField(required=False, initial=lambda: self.version_now)

    @property
    def told(self) -> Iterator[forms.BoundField]:
        """The fields that people fill in."""
        return (field for field in filled_in(self) if not field.field.disabled)

    @cached_property
    def version_now(self) -> str:
        """What is saved now, in a short digest: all forms that begin from it say the same."""
        rows = [form for _changed, saved in self.below for form in saved.initial_forms]
        saved = [
            [field.html_name, saved_value(field)]
            for form in (self, *rows)
            for field in filled_in(form)
        ]
        return sha256(json.dumps(sorted(saved)).encode()).hexdigest()[:LENGTH]

    @cached_property
    def below(self) -> list[tuple[Any, Any]]:
        """The rows of other tables that the form changes too, each with those saved now."""
        return [(rows, saved_rows(rows)) for rows in getattr(self, "formsets", {}).values()]

    def full_clean(self) -> None:
        """Refuse a save over a newer version, besides all else that may be wrong."""
        now = self.version_now
        super().full_clean()
        if not self.is_bound:
            return
        if self.data.get(self.add_prefix("version"), now) == now:
            return
        self.is_outdated = bool(self.theirs)
        self.is_saved_already = not self.theirs
        if self.is_outdated:
            self.add_error(None, refusal())

    is_outdated = False
    """Whether somebody saved another version while this one was being filled in."""

    is_saved_already = False
    """Whether somebody saved the very same meanwhile: herself perhaps, by a double click."""

    @cached_property
    def theirs(self) -> list[Theirs]:
        """What is saved now, where something else was typed."""
        told: Iterator[Any] = self.told
        fields = [field for field in told if field._has_changed()]
        below = [(rows, saved) for rows, saved in self.below if rows.has_changed()]
        return [Theirs(str(field.label), in_words(field), anchor(field)) for field in fields] + [
            Theirs(label_of(rows), rows_in_words(saved), first_of(rows)) for rows, saved in below
        ]

    def status_code(self, refused: int = 400) -> int:
        """The status of the answer that shows the form.

        Args:
            refused: where something else is wrong.
        """
        if self.is_bound and self.errors:
            return CONFLICT if self.is_outdated else refused
        return 200


def refusal() -> str:
    """What is said to whoever saves over a newer version."""
    return _(
        "Somebody saved another version while you were writing. Nothing was overwritten: theirs is "
        "right below, yours in the form. Bring them together in the form, then save."
    )


def filled_in(form: forms.BaseForm) -> Iterator[forms.BoundField]:
    """The fields of a form that people see, without those by which rows are moved and deleted."""
    return (field for field in form.visible_fields() if field.name not in ("DELETE", "ORDER"))


def saved_value(field: forms.BoundField) -> str | list[str]:
    """What a field was given, as it can be compared."""
    value = field.field.prepare_value(field.initial)
    if isinstance(value, list | tuple | set | QuerySet):
        return sorted(str(getattr(one, "pk", one)) for one in value)
    return "" if value is None else str(value)


def in_words(field: forms.BoundField) -> str:
    """What a field was given, as people read it."""
    value = saved_value(field)
    if isinstance(field.field, forms.BooleanField):
        return _("Yes") if field.initial else _("No")
    if isinstance(field.field, forms.FileField):
        return PurePath(str(value)).name
    chosen = value if isinstance(value, list) else [value]
    if isinstance(field.field, forms.ModelChoiceField):
        offered: Any = field.field.queryset
        rows = offered.filter(pk__in=[one for one in chosen if one])
        return ", ".join(field.field.label_from_instance(row) for row in rows)
    names = {str(code): str(name) for code, name in choices_of(field.field)}
    return ", ".join(names.get(one, one) for one in chosen)


def choices_of(field: forms.Field) -> Iterator[tuple[Any, Any]]:
    """The choices of a field, without their groups."""
    for code, name in getattr(field, "choices", ()):
        if isinstance(name, list | tuple):
            yield from name
        else:
            yield code, name


def anchor(field: forms.BoundField) -> str:
    """Where a field, or the first of its boxes, is on the page."""
    return field.id_for_label or f"{field.auto_id}_0"


def first_of(rows: Any) -> str:
    """Where the first row is on the page; empty without one."""
    return next((anchor(field) for form in rows.forms for field in filled_in(form)), "")


def saved_rows(rows: Any) -> Any:
    """The rows as they are saved now, whichever of them were sent."""
    return type(rows)(instance=rows.instance, prefix=rows.prefix, form_kwargs=rows.form_kwargs)


def label_of(rows: Any) -> str:
    """What rows of another table are called."""
    return str(rows.model._meta.verbose_name_plural)


def rows_in_words(rows: Any) -> str:
    """The rows that are saved now, one on each line."""
    return "\n".join(
        " · ".join(filter(None, (in_words(field) for field in filled_in(form))))
        for form in rows.initial_forms
    )
