"""What the making of a page may ask for: records, dates, pictures, other pages."""

from dataclasses import dataclass, field

from wagtail.models import Collection, Locale, Page

from access.models import Space
from pages.models import Period, StrategicObjective
from pages.models.base import BasePage
from passerelle.demo.content import Dates
from passerelle.demo.pictures import Pictures
from passerelle.demo.records import Records
from people.models import Organization, Person
from thesaurus.models import Territory


@dataclass
class World:
    """All that exists so far.

    `left` holds the parts of each page that are still in the language of the original.
    """

    dates: Dates
    locales: dict[str, Locale]
    collection: Collection
    records: Records
    periods: dict[str, Period]
    objectives: dict[str, StrategicObjective]
    pictures: Pictures
    pages: dict[tuple[str, str], BasePage] = field(default_factory=dict)
    left: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    spaces: dict[str, Space] = field(default_factory=dict)

    def organization(self, key: str) -> Organization:
        """An organisation by its key."""
        return self.records.organizations[key]

    def territory(self, code: str) -> Territory:
        """A country or region by its code."""
        return self.records.territories[code]

    def page(self, name: str, language: str) -> Page | None:
        """A page in a language, else in the first one that it is written in."""
        versions = {code: self.pages.get((name, code)) for code in self.locales}
        return versions[language] or next((page for page in versions.values() if page), None)

    def link(self, href: str, language: str) -> dict[str, str] | None:
        """The attributes of a link: `page:<kind>/<key>` leads to a page of the same language."""
        if not href.startswith("page:"):
            return {"href": href}
        page = self.page(href.removeprefix("page:"), language)
        return {"linktype": "page", "id": str(page.pk)} if page else None
