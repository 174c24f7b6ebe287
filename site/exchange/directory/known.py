"""What cells may name: places, themes and organisations, each by all that it is called."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import get_language

from people.alike import plain
from people.models import Organization, OrganizationText
from thesaurus.vocabulary import vocabulary


@dataclass
class Known:
    """The records of the directory, by number, with all that columns ask of them."""

    organizations: dict[int, Organization]

    @classmethod
    def read(cls) -> "Known":
        """All of it, in a number of queries that does not depend on how much there is."""
        rows = Organization.objects.select_related("territory").prefetch_related(
            Prefetch("texts", OrganizationText.objects.order_by("language")),
            "sectors",
            Prefetch("parents", Organization.objects.only("slug").order_by("slug")),
        )
        return cls({row.pk: row for row in rows.order_by("pk")})

    @cached_property
    def slugs(self) -> set[str]:
        """All short names."""
        return {row.slug for row in self.organizations.values()}

    @cached_property
    def by_slug(self) -> dict[str, Organization]:
        """The records by short name."""
        return {row.slug: row for row in self.organizations.values()}

    @cached_property
    def slugs_by_name(self) -> dict[str, set[str]]:
        """The short names of those that are called something."""
        found: dict[str, set[str]] = {}
        for row in self.organizations.values():
            found.setdefault(plain(row.name), set()).add(row.slug)
        return found

    def organization_name(self, slug: str) -> str:
        """The name of an organisation where it is no other's and can stand in a list."""
        name = self.by_slug[slug].name
        is_clear = len(self.slugs_by_name[plain(name)]) == 1 and not set("|;") & set(name)
        return name if is_clear else slug

    @cached_property
    def places(self) -> dict[str, frozenset[str]]:
        """Codes of places by all that they are called; a code is only ever its own."""
        named: dict[str, set[str]] = {}
        codes = vocabulary().places
        for code in codes:
            for language, _name in settings.LANGUAGES:
                named.setdefault(plain(vocabulary().place(code, language)), set()).add(code)
        found = {name: frozenset(places) for name, places in named.items()}
        return found | {plain(code): frozenset({code}) for code in codes}

    @cached_property
    def names_of_places(self) -> dict[str, str]:
        """Names in the language of the moment, as they are asked for."""
        return {}

    def place_name(self, code: str) -> str:
        """The name of a place in the language of the moment."""
        if code not in self.names_of_places:
            self.names_of_places[code] = vocabulary().place(code, get_language())
        return self.names_of_places[code]

    @cached_property
    def themes(self) -> dict[str, str]:
        """Codes of themes by all that they are called."""
        terms = vocabulary()
        names = {
            plain(name): term.code for term in terms.terms.values() for name in term.names.values()
        }
        codes = {code: code for code in terms.terms} | terms.former
        return names | {plain(old): code for old, code in codes.items()}

    def theme_name(self, code: str) -> str:
        """The name of a theme in the language of the moment, where it is no other's."""
        name = vocabulary().label(code)
        return name if self.themes.get(plain(name)) == code else code
