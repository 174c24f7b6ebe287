"""The pages that are looked at: one address for each kind and language."""

import datetime
import json
import re
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlsplit

from tests.browser.wire import fetch

LANGUAGES = ("fr", "en")
THEMES = ("light", "dark")
ITEMS = (
    "article", "project", "workshop", "seminar", "network", "resource", "action_sheet",
    "experience_sheet", "organization", "offer",
)  # fmt: skip
FIXED = {
    "home": "",
    "search": "search/",
    "found": "search/?q={word}",
    "nothing_found": "search/?q=xyzzyx",
    "territories": "territories/",
    "territory": "territories/FR/",
    "contact": "contact/",
    "help": "help/",
    "light_mode": "light/?next=/{language}/",
    "saved": "offline/",
    "sign_in": "account/login/",
    "missing": "no-such-page/",
}
BELOW = {"section": "resource", "directory": "organization", "objectives": "objective"}
"""Lists, each with what lies right beneath it."""
WORDS = {"fr": "semences", "en": "seeds"}
KINDS = (
    *FIXED, "section", "directory", "objectives", "objective", *ITEMS, "write_up",
    "offers", "not_translated",
)  # fmt: skip
WRITERS = {"a paste": 0, "a file": 1, "named versions": -1}
"""Journeys that write in an item: each in one of its own, by its place after the newest."""
IN_TURN = ("write_up", "home", "found", "project", "directory")
"""Five kinds that together hold nearly all that templates can show."""


@dataclass(frozen=True)
class Case:
    """A kind of page in a language and a theme."""

    kind: str
    language: str
    theme: str

    def __str__(self) -> str:
        return f"{self.kind}-{self.language}-{self.theme}"


def every_case() -> list[Case]:
    """All kinds, languages and themes."""
    return [Case(*values) for values in product(KINDS, LANGUAGES, THEMES)]


def cases_in_turn(kinds: tuple[str, ...] = IN_TURN) -> list[Case]:
    """Each of these kinds once, languages and themes taking turns."""
    return [
        Case(kind, LANGUAGES[index % 2], THEMES[index // 2 % 2]) for index, kind in enumerate(kinds)
    ]


class Places:
    """Where each kind of page is found on a running site."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.known: dict[tuple[str, str], str] = {}

    def address(self, kind: str, language: str) -> str:
        """The full address of a page of a kind in a language."""
        key = (kind, language)
        if key not in self.known:
            self.known[key] = self.url + self.find(kind, language)
        return self.known[key]

    def find(self, kind: str, language: str) -> str:
        """The path of a page of a kind."""
        if kind in FIXED:
            ending = FIXED[kind].format(word=WORDS[language], language=language)
            return f"/{language}/{ending}"
        if kind in BELOW:
            return above(self.find(BELOW[kind], language))
        finders = {
            "objective": self.objective,
            "offers": self.offers,
            "not_translated": self.not_translated,
        }
        if kind in finders:
            return finders[kind](language)
        return urlsplit(self.item(kind, language)["url"]).path

    def item(self, kind: str, language: str) -> dict:
        """The newest item of a type; as a write-up, the newest seminar that is over."""
        wanted = "seminar" if kind == "write_up" else kind
        hits = self.hits(language, wanted)
        if kind == "write_up":
            today = datetime.date.today().isoformat()
            hits = [hit for hit in hits if hit["date"] < today]
        return hits[0]

    def apart(self, kind: str, language: str, writer: str) -> str:
        """The address of an item in which one journey writes, and no other; see `WRITERS`."""
        return str(self.hits(language, kind)[WRITERS[writer]]["url"])

    def hits(self, language: str, kind: str) -> list[dict]:
        """Items of a type in a language, the newest first."""
        query = f"type={kind}&language={language}&sort=date&format=json"
        answer = fetch(f"{self.url}/{language}/search/?{query}", Accept_Encoding="identity")
        return list(json.loads(answer.body)["hits"])

    def text(self, path: str) -> str:
        """The HTML at a path."""
        return fetch(self.url + path, Accept_Encoding="identity").body.decode()

    def objective(self, language: str) -> str:
        """An objective that an action sheet names."""
        for hit in self.hits(language, "action_sheet"):
            facts = self.text(urlsplit(hit["url"]).path).partition("plainfacts")[2]
            if found := re.search(rf'<dd><a href="(/{language}/[\w-]+/[\w.-]+/)"', facts):
                return found[1]
        raise LookupError("no action sheet names an objective")

    def offers(self, language: str) -> str:
        """The list of all offers, as one of them names it."""
        facts = self.text(self.find("offer", language)).partition("plainfacts")[2]
        found = re.search(rf'<p class="alone"><a href="(/{language}/[\w-]+/)"', facts)
        if found is None:
            raise LookupError("no offer names the list of all")
        return found[1]

    def not_translated(self, language: str) -> str:
        """What stands in this language for a page that exists in the other one only."""
        other = next(code for code in LANGUAGES if code != language)
        for kind in ("article", "experience_sheet"):
            for hit in self.hits(other, kind):
                html = self.text(urlsplit(hit["url"]).path)
                if found := re.search(rf"/{language}/not-translated/\d+/", html):
                    return found[0]
        raise LookupError("every page is translated")


def above(path: str) -> str:
    """The path one level up."""
    return path.rstrip("/").rpartition("/")[0] + "/"
