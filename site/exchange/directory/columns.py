"""The columns of the directory's table, and which of them a table has."""

from exchange.directory.kinds import (
    LANGUAGES,
    Address,
    Choice,
    Column,
    Description,
    Identifier,
    Lines,
    Parents,
    Place,
    Themes,
    Year,
    YesOrNo,
)
from people.alike import plain
from people.identifiers import IDENTIFIERS

NO_THEMES: frozenset[str] = frozenset()

COLUMNS: tuple[Column, ...] = (
    Column("slug", ("slug",), is_needed=True),
    Column("name", ("name", "nom", "organisation", "organization", "association"), is_needed=True),
    Choice("kind", is_needed=True),
    Choice("size"),
    Year("founded", empty=None),
    Place("territory", ("country", "pays", "territoire"), is_needed=True),
    Column("city", ("town", "ville")),
    Themes("sectors", ("themes",), empty=NO_THEMES),
    Parents("parents", empty=NO_THEMES),
    Identifier("rna", ("RNA",)),
    Identifier("siret", ("SIRET", "SIREN")),
    Identifier("org_id", ("org id",)),
    Column("email", ("e-mail", "mail", "courriel")),
    YesOrNo("email_published", empty=False),
    Column("phone", ("phone",)),
    YesOrNo("phone_published", empty=False),
    Address("website", ("site", "web")),
    YesOrNo("website_published", empty=False),
    Lines("address"),
    YesOrNo("address_published", empty=False),
    Column("contact_person", ("contact",)),
    YesOrNo("contact_person_published", empty=False),
    *(Description(f"description_{code}", language=code) for code in LANGUAGES),
)

BY_CODE = {column.code: column for column in COLUMNS}

NAMING = frozenset({"slug", "name", *IDENTIFIERS})
"""Columns that say which organisation a line is about."""


def known_columns(head: list[str]) -> tuple[dict[int, Column], list[str]]:
    """Which columns of a table are known.

    Args:
        head: the cells of its first line.

    Returns:
        The known ones by place from 0, each once, and the headings of the others.
    """
    found: dict[int, Column] = {}
    unknown: list[str] = []
    for place, heading in enumerate(head):
        column = next((one for one in COLUMNS if plain(heading) in one.headings), None)
        if column and column not in found.values():
            found[place] = column
        elif heading:
            unknown.append(heading)
    return found, unknown
