"""Forms over what two people may change at once: none writes over the other in silence.

A form carries the version that it was begun from. A save over a newer one is refused: what is
saved now is shown beside what was typed, and the same form, sent again, is begun from there.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from access.difference import difference

CONFLICT = 409
LENGTH = 20


@dataclass(frozen=True)
class Theirs:
    """What is saved now in a field that holds something else.

    Attributes:
        label: what the field is called.
        text: its words, or what is chosen, in words.
        anchor: where the field is on the page; empty where nothing can be seen of it.
        language: that of the words, where it is known.
        difference: how what was typed differs from it, word by word; empty where nothing of the
            one is in the other.
    """

    label: str
    text: str
    anchor: str
    language: str = ""
    difference: SafeString | str = ""


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
        return (field for form in self.forms for field in filled_in(form))

    beside: Mapping[str, Any] = {}
    """Forms and rows of other tables that the same screen changes, by what they are called."""

    @property
    def forms(self) -> list[forms.BaseForm]:
        """The form itself, and those beside it."""
        return [self, *(one for one in self.beside.values() if isinstance(one, forms.BaseForm))]

    @cached_property
    def version_now(self) -> str:
        """What is saved now, in a short digest: all forms that begin from it say the same."""
        rows = [form for _label, _typed, saved in self.below for form in saved.initial_forms]
        saved = [
            [field.html_name, saved_value(field)]
            for form in (*self.forms, *rows)
            for field in filled_in(form)
        ]
        return sha256(json.dumps(sorted(saved)).encode()).hexdigest()[:LENGTH]

    @cached_property
    def below(self) -> list[tuple[str, Any, Any]]:
        """The rows of other tables: what they are called, those sent, and those saved now."""
        own = [(label_of(rows), rows) for rows in getattr(self, "formsets", {}).values()]
        beside = [(name, one) for name, one in self.beside.items() if one not in self.forms]
        return [(label, rows, saved_rows(rows)) for label, rows in (*own, *beside)]

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
        return [told(field) for field in self.told if is_typed(field)] + [
            told_rows(label, rows, saved) for label, rows, saved in self.below if rows.has_changed()
        ]

    @property
    def differs_in_words(self) -> bool:
        """Whether somewhere both texts have words in common."""
        return any(one.difference for one in self.theirs)

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


def told(field: Any) -> Theirs:
    """What is saved now in a field, for whoever typed something else."""
    saved, typed = texts_in([field], saved_value), texts_in([field], typed_value)
    return Theirs(
        str(field.label),
        in_words(field),
        "" if field.is_hidden else anchor(field),
        field.field.widget.attrs.get("lang", ""),
        compared(saved, typed),
    )


def told_rows(label: str, rows: Any, saved: Any) -> Theirs:
    """The same for rows of another table."""
    gone = getattr(rows, "deleted_forms", []) if rows.is_valid() else []
    before = [field for form in saved.initial_forms for field in filled_in(form)]
    now = [field for form in rows.forms if form not in gone for field in filled_in(form)]
    differing = compared(texts_in(before, saved_value), texts_in(now, typed_value))
    return Theirs(label, rows_in_words(saved), first_of(rows), difference=differing)


def compared(theirs: str, mine: str) -> SafeString | str:
    """How two texts differ; empty where they have no word in common, or all."""
    if theirs == mine or not {*theirs.split()} & {*mine.split()}:
        return ""
    return difference(theirs, mine, (_("theirs:"), _("yours:")))


def texts_in(fields: Iterable[Any], value_of: Callable[[Any], Any]) -> str:
    """What is written in those fields that hold texts, one below the other."""
    values = (value_of(field) for field in fields if is_text(field.field))
    return "\n".join(" ".join(str(value).splitlines()) for value in values if value)


def is_text(field: forms.Field) -> bool:
    """Whether people write in it, rather than choose."""
    return isinstance(field, forms.CharField) and not isinstance(field.widget, forms.HiddenInput)


def is_typed(field: Any) -> bool:
    """Whether a field that was sent says something else than what is saved."""
    return not field.field.disabled and field._has_changed()


def typed_value(field: Any) -> str:
    """What was typed in a text field."""
    return str(field.data or "")


def filled_in(form: forms.BaseForm) -> Iterator[forms.BoundField]:
    """The fields of a form that people see, without those by which rows are moved and deleted.

    Numbers that a script fills in for them count too, such as the focal point of a picture.
    """
    return (
        form[name]
        for name, field in form.fields.items()
        if name not in ("DELETE", "ORDER")
        and (isinstance(field, forms.IntegerField) or not form[name].is_hidden)
    )


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
        key = getattr(field.field, "to_field_name", None) or "pk"
        rows = offered.filter(**{f"{key}__in": [one for one in chosen if one]})
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
    is_of_models = isinstance(rows, forms.BaseModelFormSet)
    more = {"form_kwargs": rows.form_kwargs} if is_of_models else {}
    return type(rows)(instance=rows.instance, prefix=rows.prefix, **more)


def label_of(rows: Any) -> str:
    """What rows of another table are called."""
    return str(rows.model._meta.verbose_name_plural)


def rows_in_words(rows: Any) -> str:
    """The rows that are saved now, one on each line."""
    return "\n".join(
        " · ".join(filter(None, (in_words(field) for field in filled_in(form))))
        for form in rows.initial_forms
    )
