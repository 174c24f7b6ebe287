"""Which organisations are likely to be one and the same: by their numbers, names, sites."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from people.identifiers import SIREN_LENGTH
from people.models.organization import Organization
from thesaurus.vocabulary import vocabulary

NUMBER, NAME, HOST = "number", "name", "host"

REASONS = {
    NUMBER: _("They have the same number in a register."),
    NAME: _("Their names are alike."),
    HOST: _("They are in the same place, with the same website or e-mail."),
}

ALIKE = 86
"""Of a hundred: a plural or two letters apart in a name of two words."""

MOST_NAMES = 5
"""Looked at for one name, the closest first."""

OF_ANYBODY = frozenset(
    {
        "facebook.com", "free.fr", "gmail.com", "googlemail.com", "gmx.com", "helloasso.com",
        "hotmail.com", "hotmail.fr", "icloud.com", "instagram.com", "laposte.net", "linkedin.com",
        "linktr.ee", "live.com", "live.fr", "orange.fr", "outlook.com", "outlook.fr",
        "proton.me", "protonmail.com", "sfr.fr", "sites.google.com", "twitter.com", "wanadoo.fr",
        "x.com", "yahoo.com", "yahoo.fr", "youtube.com",
    }
)  # fmt: skip
"""Hosts that many share who have nothing to do with each other."""

OF_EVERY_NAME = frozenset(
    {
        "a", "and", "asso", "association", "au", "aux", "d", "de", "del", "des", "du", "el", "et",
        "for", "in", "l", "la", "las", "le", "les", "los", "ngo", "of", "ong", "para", "pour",
        "the", "y",
    }
)  # fmt: skip
"""Words that tell no name from another."""


def plain(text: str) -> str:
    """Words as one compares them: without accents, capitals and signs."""
    opened = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in opened if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def name_key(name: str) -> str:
    """The words that tell a name from others, in one order."""
    words = plain(name).split()
    return " ".join(sorted(word for word in words if word not in OF_EVERY_NAME) or words)


@dataclass(frozen=True)
class Face:
    """What one knows an organisation by.

    Attributes:
        name: as it writes it.
        place: code of its country or region.
        rna, siret, org_id: its numbers, as they are kept.
        website, email: empty where it has none.
    """

    name: str
    place: str
    rna: str = ""
    siret: str = ""
    org_id: str = ""
    website: str = ""
    email: str = ""

    @classmethod
    def of(cls, organization: Organization) -> "Face":
        """The face of a record, its `territory` at hand."""
        return cls(
            name=organization.name,
            place=organization.territory.code,
            rna=organization.rna,
            siret=organization.siret,
            org_id=organization.org_id,
            website=organization.website,
            email=organization.email,
        )

    def numbers(self) -> set[str]:
        """Numbers that are nobody else's; two places of a company share the first nine digits."""
        number = self.org_id.split("-", 2)[-1]
        found = {self.rna, self.siret[:SIREN_LENGTH], self.org_id}
        if self.org_id.startswith("FR-"):
            found.add(number if number.startswith("W") else number[:SIREN_LENGTH])
        return found - {""}

    def hosts(self) -> set[str]:
        """Where its site and its mail are, if that is its own."""
        try:
            site = urlsplit(self.website).hostname or ""
        except ValueError:
            site = ""
        mail = self.email.rpartition("@")[2].lower()
        return {site.removeprefix("www."), mail} - OF_ANYBODY - {""}


@dataclass
class Crowd:
    """Faces among which one looks for those that are alike."""

    faces: list[Face]
    keys: list[str] = field(init=False)
    by_mark: dict[tuple[str, ...], list[int]] = field(init=False, default_factory=dict)
    chains: dict[str, frozenset[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = [name_key(face.name) for face in self.faces]
        for index, face in enumerate(self.faces):
            for mark in marks(face):
                self.by_mark.setdefault(mark, []).append(index)

    def like(self, index: int, start: int = 0, end: int | None = None) -> dict[int, set[str]]:
        """Which faces are like one of them.

        Args:
            index: of the face.
            start: the first to compare it with.
            end: the one after the last.

        Returns:
            Why, as keys of `REASONS`, by index.
        """
        face, end = self.faces[index], len(self.faces) if end is None else end
        found: dict[int, set[str]] = {}
        for mark in marks(face):
            for other in self.by_mark[mark]:
                if start <= other < end:
                    found.setdefault(other, set()).add(mark[0])
        key = self.keys[index]
        for _name, _score, place in process.extract(
            key, self.keys[start:end], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST_NAMES
        ):
            other = start + place
            if self.is_near(face.place, self.faces[other].place):
                found.setdefault(other, set()).add(NAME)
        found.pop(index, None)
        return found

    def pairs(self) -> Iterator[tuple[int, int, set[str]]]:
        """All pairs that are alike, each once, and why."""
        for index in range(len(self.faces)):
            for other, reasons in sorted(self.like(index, start=index + 1).items()):
                yield index, other, reasons

    def is_near(self, place: str, other: str) -> bool:
        """Whether one of two places is the other, or lies in it."""
        return place in self.chain(other) or other in self.chain(place)

    def chain(self, place: str) -> frozenset[str]:
        """A place and those that it lies in."""
        if place not in self.chains:
            self.chains[place] = frozenset(vocabulary().place_with_broader(place))
        return self.chains[place]


def marks(face: Face) -> Iterable[tuple[str, ...]]:
    """What two faces must share to be alike, whatever their names."""
    yield from ((NUMBER, number) for number in face.numbers())
    yield from ((HOST, host, face.place) for host in face.hosts())
