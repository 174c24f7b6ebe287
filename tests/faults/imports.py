"""Files that people bring in while faults come: a write-up, a table of organisations."""

import re
from typing import Any

from tests.faults.act import Act
from tests.faults.browser import Answer, Browser
from tests.faults.ledger import Entry
from tests.faults.world import COUNTRY, World, Writer

WORDS = ("Puits", "Semences", "Tisserandes")
"""Of organisations in one table, none like the other."""


class WriteUp(Act):
    """Makes the write-up of a seminar from a file of Word, in place of the one before."""

    code = "write-up"

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        from tests.exchange.documents.written import Docx, paragraph

        address = f"/admin/pages/{writer.seminar.pk}/import-write-up/"
        content = Docx("".join(paragraph(f"Mot {entry.name}.") for _line in range(40))).content()
        return confirmed(browser, address, {"file": ("note.docx", content)})

    def traces(self, world: World, entry: Entry) -> list[int]:
        from wagtail.models import Revision

        versions = Revision.objects.for_instance(world.writers[entry.writer].seminar)
        return [versions.filter(content__write_up__icontains=entry.name).count()]

    def current(self, world: World, writer: Writer) -> str | None:
        from wagtail.models import Page

        version = Page.objects.get(pk=writer.seminar.pk).latest_revision
        found = re.search(r"zx\d+", str(version.content["write_up"])) if version else None
        return found[0] if found else None


class Table(Act):
    """Adds organisations to the directory by a table: all of them, or none."""

    code = "directory"

    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        rows = [f"{entry.name} {word},{COUNTRY},Matam" for word in WORDS]
        content = "\n".join(["Name,Country or region,Town", *rows]).encode()
        asked = {"add": [str(line) for line in range(2, len(rows) + 2)]}
        return confirmed(
            browser, "/admin/directory/import/", {"file": ("table.csv", content)}, asked
        )

    def traces(self, world: World, entry: Entry) -> list[int]:
        from wagtail.models import ModelLogEntry

        from people.models import Organization

        names = [f"{entry.name} {word}" for word in WORDS]
        return [
            number
            for name in names
            for number in (
                Organization.objects.filter(name=name).count(),
                ModelLogEntry.objects.filter(label__contains=name).count(),
            )
        ]


def confirmed(
    browser: Browser, address: str, files: dict[str, tuple[str, bytes]], asked: Any = None
) -> Answer:
    """Send a file, and say yes to what the site shows that it would change."""
    answer = browser.post(address, {}, files)
    if answer.status != 200:
        return answer
    shown = dict(re.findall(r'name="(confirm|plan)" value="([^"]*)"', answer.text))
    return browser.post(address, {**shown, **(asked or {})}) if "confirm" in shown else answer
