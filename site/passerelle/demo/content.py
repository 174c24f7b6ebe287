"""Read the demonstration's files: facts shared by all languages, and texts in each of them."""

import datetime
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

FOLDER = Path(__file__).parent / "content"
KINDS = (
    "projects",
    "seminars",
    "workshops",
    "networks",
    "offers",
    "resources",
    "experience-sheets",
    "action-sheets",
    "articles",
)
TABLES = (
    "thesaurus",
    "organizations",
    "objectives",
    "sections",
    "people",
    "profiles",
    "translations",
)
TRANSLATED_TABLES = ("organizations", "sections")

MORNING = datetime.time(9)

PART = re.compile(r"(?m)^# ([a-z -]+)$")
YEAR = re.compile(r"\{year(?:([+-])(\d+))?\}")

Facts = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """A page in one language: what its front matter says, and its parts in Markdown."""

    front: Facts
    parts: dict[str, str]


@dataclass(frozen=True)
class Item:
    """A page in all its languages."""

    kind: str
    key: str
    facts: Facts
    texts: dict[str, Text]
    space: str = ""

    @property
    def name(self) -> str:
        """How other pages name it: `projects/puits-de-kaya`."""
        return f"{self.kind}/{self.key}"


@dataclass(frozen=True)
class SpaceContent:
    """A space: facts, its home page, the pages beneath it, what people say in it."""

    key: str
    facts: Facts
    home: Item
    pages: list[Item]
    talk: Facts


@dataclass(frozen=True)
class Dates:
    """Days and years counted from the day of loading."""

    today: datetime.date

    def day(self, offset: int | None) -> datetime.date | None:
        """The day so many days after that of loading, before it if negative."""
        return None if offset is None else self.today + datetime.timedelta(days=offset)

    def moment(self, offset: int, at: datetime.time = MORNING) -> datetime.datetime:
        """An hour of the day so many days after that of loading, where the site is."""
        day = self.today + datetime.timedelta(days=offset)
        return timezone.make_aware(datetime.datetime.combine(day, at))

    def year(self, offset: int | None) -> int | None:
        """The year so many years after that of loading."""
        return None if offset is None else self.today.year + offset


@dataclass(frozen=True)
class Content:
    """All that the demonstration says."""

    dates: Dates
    items: list[Item]
    spaces: list[SpaceContent]
    home: Item
    about: Item
    tables: dict[str, Facts]
    translated: dict[str, dict[str, Facts]] = field(default_factory=dict)


def written_languages() -> list[str]:
    """The languages of the site in which the demonstration has a home page."""
    codes = [code for code, _name in settings.LANGUAGES]
    return [code for code in codes if (FOLDER / code / "home.md").exists()]


def read_content(today: datetime.date, folder: Path = FOLDER) -> Content:
    """Everything in the folder, with years counted from a day.

    Args:
        today: the day from which dates and years count.
        folder: where the files are.
    """
    tables = {name: read_table(folder / f"{name}.toml", today) for name in TABLES}
    translated = {
        name: {
            code: read_table(file, today)
            for code in written_languages()
            if (file := folder / code / f"{name}.toml").exists()
        }
        for name in TRANSLATED_TABLES
    }
    items = [
        Item(kind, key, facts, read_texts(folder, f"{kind}/{key}.md", today))
        for kind in KINDS
        for key, facts in read_table(folder / f"{kind}.toml", today).items()
    ]
    about = read_table(folder / "about.toml", today)
    return Content(
        dates=Dates(today),
        items=items,
        spaces=read_spaces(folder, today),
        home=Item("", "home", {}, read_texts(folder, "home.md", today)),
        about=Item("", "about", about, read_texts(folder, "about.md", today)),
        tables=tables,
        translated=translated,
    )


def read_spaces(folder: Path, today: datetime.date) -> list[SpaceContent]:
    """Every space: `spaces.toml`, texts in `<language>/spaces/`, talk in `talk/`."""
    return [
        SpaceContent(
            key=key,
            facts=facts,
            home=Item("spaces", key, {}, read_texts(folder, f"spaces/{key}.md", today)),
            pages=[
                Item(
                    row["type"],
                    page,
                    row,
                    read_texts(folder, f"spaces/{key}/{page}.md", today),
                    key,
                )
                for page, row in facts["pages"].items()
            ],
            talk=read_table(folder / "talk" / f"{key}.toml", today),
        )
        for key, facts in read_table(folder / "spaces.toml", today).items()
    ]


def read_table(path: Path, today: datetime.date) -> Facts:
    """A TOML file."""
    return tomllib.loads(with_years(path.read_text(encoding="utf-8"), today.year))


def read_texts(folder: Path, path: str, today: datetime.date) -> dict[str, Text]:
    """A page in each language that it is written in."""
    files = {code: folder / code / path for code in written_languages()}
    return {
        code: read_text(file.read_text(encoding="utf-8"), today.year)
        for code, file in files.items()
        if file.exists()
    }


def read_text(text: str, year: int) -> Text:
    """Front matter between `+++` lines, then parts that a line `# name` opens."""
    _before, front, body = with_years(text, year).split("+++", 2)
    names_and_parts = PART.split(body)[1:]
    parts = zip(names_and_parts[::2], names_and_parts[1::2], strict=True)
    return Text(tomllib.loads(front), {name: part.strip() for name, part in parts})


def with_years(text: str, year: int) -> str:
    """A text with `{year}`, `{year-3}` and the like written out."""

    def written(match: re.Match[str]) -> str:
        sign, number = match.groups()
        return str(year + int(f"{sign}{number}" if number else 0))

    return YEAR.sub(written, text)
