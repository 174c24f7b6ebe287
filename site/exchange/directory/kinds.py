"""The kinds of column that a table of the directory has: how a cell is read, and shown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.directory.known import Known
from exchange.directory.words import in_each_language, is_erased, list_of, nearest, yes_or_no
from people.alike import plain
from people.identifiers import IDENTIFIERS
from people.models import Organization

Value = str | int | bool | None | frozenset[str]
LANGUAGES = dict(settings.LANGUAGES)
FIRST_YEAR, LAST_YEAR = 1500, 2100
LONGEST_DESCRIPTION = 5000


@dataclass(frozen=True)
class Column:
    """A column that is one line of text.

    Attributes:
        code: stable name, which heads the column as well as what people call it.
        also: other headings that people give it.
        is_needed: whether an organisation cannot be without.
    """

    code: str
    also: tuple[str, ...] = ()
    is_needed: bool = False
    empty: Value = ""

    @property
    def heading(self) -> str:
        """What it is called in the language of the moment."""
        return str(capfirst(Organization._meta.get_field(self.code).verbose_name))

    @cached_property
    def headings(self) -> frozenset[str]:
        """What heads it, in every language of the site."""
        called = in_each_language(lambda: self.heading)
        return frozenset(plain(name) for name in (self.code, *self.also, *called))

    def read(self, text: str, known: Known) -> Value:
        """The value that a cell says; `text` is not empty.

        Raises:
            ValidationError: with a sentence for whoever sent the table.
        """
        if is_erased(text):
            if self.is_needed:
                raise ValidationError(_("An organisation cannot be without this."))
            return self.empty
        if any(ord(sign) < ord(" ") and sign != "\n" for sign in text):
            raise ValidationError(_("There is a hidden sign in it: type it again."))
        return self.parse(text, known)

    def parse(self, text: str, known: Known) -> Value:
        """The value that a cell says, once it is known to say one.

        Raises:
            ValidationError: it cannot be kept.
        """
        return self.checked(" ".join(text.split()))

    def checked(self, text: str) -> str:
        """A text that the field of the record takes.

        Raises:
            ValidationError: it does not.
        """
        checked: str = Organization._meta.get_field(self.code).clean(text, None)
        return checked

    def show(self, value: Any, known: Known) -> str:
        """A value as one would type it."""
        return str(value)

    def value_of(self, organization: Organization) -> Value:
        """The value of a record, whose relations are at hand."""
        value: Value = getattr(organization, self.code)
        return value


class Lines(Column):
    """A text of several lines."""

    def parse(self, text: str, known: Known) -> Value:
        """The text, its lines as they are."""
        return self.checked(text)

    def value_of(self, organization: Organization) -> Value:
        """The text, its lines parted as a table parts them."""
        return "\n".join(str(super().value_of(organization)).splitlines())


class Address(Column):
    """The address of a site, with or without what it begins with."""

    def parse(self, text: str, known: Known) -> Value:
        """The whole address."""
        return super().parse(text if "://" in text else f"https://{text}", known)


class Identifier(Column):
    """A number of a register."""

    def checked(self, text: str) -> str:
        """The number as it is kept."""
        return super().checked(IDENTIFIERS[self.code](text))


class Year(Column):
    """A year."""

    def parse(self, text: str, known: Known) -> Value:
        """The year as a number."""
        if not (text.isascii() and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
            raise ValidationError(_("This is not a year in four digits."))
        return int(text)

    def show(self, value: Any, known: Known) -> str:
        """Its digits; nothing where none is known."""
        return str(value or "")


class Choice(Column):
    """One of the choices of a field, by its code or what people call it."""

    def parse(self, text: str, known: Known) -> Value:
        """The code of the choice."""
        codes = self.codes()
        if plain(text) not in codes:
            raise ValidationError(
                _("“%(text)s” is none of these: %(choices)s."),
                params={"text": text, "choices": ", ".join(map(str, self.choices().values()))},
            )
        return codes[plain(text)]

    def codes(self) -> dict[str, str]:
        """The codes by all that one may type."""
        if self.code not in CHOICES:
            CHOICES[self.code] = {
                plain(name): code
                for code, label in self.choices().items()
                for name in (code, *in_each_language(partial(str, label)))
            }
        return CHOICES[self.code]

    def choices(self) -> dict[str, str | Promise]:
        """What people call each code."""
        field = Organization._meta.get_field(self.code)
        return {code: label for code, label in field.choices if code}

    def show(self, value: Any, known: Known) -> str:
        """What people call it."""
        return str(self.choices().get(value, ""))


CHOICES: dict[str, dict[str, str]] = {}
"""Filled as columns are first read: labels need the catalogues, which code does not."""


class YesOrNo(Column):
    """Whether something is so."""

    def parse(self, text: str, known: Known) -> Value:
        """What a word for yes or no says."""
        return yes_or_no(text)

    def show(self, value: Any, known: Known) -> str:
        """The word."""
        return _("yes") if value else _("no")


class Place(Column):
    """A country or region, by its code or name."""

    def parse(self, text: str, known: Known) -> Value:
        """Its code."""
        codes = known.places.get(plain(text), frozenset())
        if len(codes) == 1:
            return next(iter(codes))
        if codes:
            raise ValidationError(
                _("Several places are called “%(text)s”: write the code of one, %(codes)s."),
                params={"text": text, "codes": ", ".join(sorted(codes))},
            )
        near = min(known.places.get(nearest(plain(text), known.places), ()), default="")
        raise unknown(_("No country or region is called “%(text)s”."), text, near, known.place_name)

    def show(self, value: Any, known: Known) -> str:
        """Its name where no other has it."""
        name = known.place_name(value)
        return name if len(known.places.get(plain(name), ())) == 1 else str(value)

    def value_of(self, organization: Organization) -> Value:
        """Its code."""
        return organization.territory.code


class Themes(Column):
    """Themes of the thesaurus, by their codes or names."""

    def parse(self, text: str, known: Known) -> Value:
        """Their codes."""
        found = set()
        for name in list_of(text):
            if plain(name) not in known.themes:
                near = known.themes.get(nearest(plain(name), known.themes), "")
                raise unknown(_("No theme is called “%(text)s”."), name, near, known.theme_name)
            found.add(known.themes[plain(name)])
        return frozenset(found)

    def show(self, value: Any, known: Known) -> str:
        """Their names."""
        return " | ".join(sorted(known.theme_name(code) for code in value))

    def value_of(self, organization: Organization) -> Value:
        """Their codes."""
        return frozenset(concept.code for concept in organization.sectors.all())


class Parents(Column):
    """Organisations to which it belongs, by their short names or names."""

    def parse(self, text: str, known: Known) -> Value:
        """Their short names."""
        found = set()
        for name in list_of(text):
            slugs = {name} & known.slugs or known.slugs_by_name.get(plain(name), set())
            if len(slugs) > 1:
                raise ValidationError(
                    _("Several organisations are called “%(text)s”: write the short name of one."),
                    params={"text": name},
                )
            if not slugs:
                raise ValidationError(
                    _("No organisation is called “%(text)s”: add that one first, then this line."),
                    params={"text": name},
                )
            found |= slugs
        return frozenset(found)

    def show(self, value: Any, known: Known) -> str:
        """Their names, or short names where others are called the same."""
        return " | ".join(sorted(known.organization_name(slug) for slug in value))

    def value_of(self, organization: Organization) -> Value:
        """Their short names."""
        return frozenset(parent.slug for parent in organization.parents.all())


@dataclass(frozen=True)
class Description(Lines):
    """What it does, in one language."""

    language: str = field(default="", kw_only=True)

    @property
    def heading(self) -> str:
        """The same as on the form of its own people."""
        with_case = str(gettext_lazy("What it does (%(language)s)"))
        return with_case % {"language": str(LANGUAGES[self.language]).lower()}

    def checked(self, text: str) -> str:
        """A text that is not too long."""
        if len(text) > LONGEST_DESCRIPTION:
            raise ValidationError(_("A description has at most 5,000 characters: shorten it."))
        return text

    def value_of(self, organization: Organization) -> Value:
        """The text in that language."""
        texts = {text.language: text.description for text in organization.texts.all()}
        return "\n".join(line.strip() for line in texts.get(self.language, "").strip().splitlines())


def unknown(sentence: str, text: str, near: str, name_of: Callable[[str], str]) -> ValidationError:
    """The refusal of a name that nothing has, with the nearest that something has.

    Args:
        sentence: says that nothing is called `text`.
        text: as it was typed.
        near: code of what has a name like it; empty if nothing has.
        name_of: what people call a code.
    """
    if near:
        question = _("Is it “%(near)s”?")
        sentence = f"{sentence} {question}"
    return ValidationError(sentence, params={"text": text, "near": near and name_of(near)})
