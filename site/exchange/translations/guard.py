"""What a translation has to keep of its original, and what it must not bring."""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from exchange.addresses import absolute
from exchange.translations.markup import (
    LINE_END,
    MarkupError,
    Run,
    count_marks,
    is_link,
    plain,
    runs_of,
    tidy,
)
from languages.marks import PLACEHOLDER, differing

MOST_CHARACTERS = 20_000
PATH = re.compile(r"(?:[A-Za-z]:[\\/]|\\\\|\.{0,2}/|~/|file:)\S*|(?:\.\.[\\/])+\S*")
FILE_NAME = re.compile(r"\S+\.(?:docx?|odt|po|pot|mo|xlf|xliff|pdf|txt|html?|xml|csv|xlsx?|py|exe)")
NAMES = {
    "b": _("bold"),
    "br": _("a new line"),
    "i": _("italic"),
    "sup": _("raised text"),
}


class Unfit(ValueError):
    """A text that cannot be a translation of its original.

    Args:
        reason: one of `exchange.translations.refusals.REASONS`.
        detail: what the sentence names, if it names something.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def read(target: str, source: str, links: dict[str, Any]) -> list[Run]:
    """A translation as its words and looks, its links by their names.

    Args:
        target: the translation, as HTML.
        source: the original, as HTML.
        links: the attributes of its links, by name.

    Raises:
        Unfit: it cannot be read, or a link leads where none of the original does.
    """
    if len(target) > MOST_CHARACTERS:
        raise Unfit("long", str(MOST_CHARACTERS))
    try:
        return tidy(named(runs_of(target), runs_of(source), links))
    except MarkupError as error:
        raise Unfit(error.reason) from None


def check(runs: list[Run], source: str, longest: int | None) -> None:
    """Ask that a translation keeps what its original has, and brings nothing else.

    Args:
        runs: the translation, as `read` gave it.
        source: the original, as HTML.
        longest: how many characters its field takes; None without a limit of its own.

    Raises:
        Unfit: with the reason.
    """
    words, original = plain(runs), plain(runs_of(source))
    for kind in (PATH, FILE_NAME):
        if kind.fullmatch(words.strip()) and not kind.fullmatch(original.strip()):
            raise Unfit("path")
    check_marks(runs, runs_of(source))
    check_placeholders(words, original)
    if longest is not None and len(words) > longest:
        raise Unfit("long", str(longest))


def named(runs: list[Run], source: list[Run], links: dict[str, Any]) -> list[Run]:
    """Runs whose links have names, found by their addresses.

    Args:
        runs: as read; files of text programs know addresses and no names.
        source: those of the original.
        links: the attributes of its links, by name.

    Raises:
        Unfit: a link leads where none of the original does.
    """
    free = {name: plain_address(address_of(one)) for name, one in links.items()}
    order = [mark for run in source for mark in run.marks if mark in free]
    found: dict[str, str] = {}
    before: tuple[str, ...] = ()
    clean = []
    for run in runs:
        for mark in run.marks:
            if not mark.startswith("a=") or mark in before:
                continue
            names = [name for name in order if free.get(name) == plain_address(mark[2:])]
            if not names:
                raise Unfit("link", mark[2:])
            found[mark] = names[0]
            del free[names[0]]
        before = run.marks
        clean.append(Run(run.words, tuple(found.get(mark, mark) for mark in run.marks)))
    return clean


def address_of(attributes: dict[str, Any]) -> str:
    """Where a link leads, outside of the site.

    One within the site leads to its first page, and only names what it links to: who reads the
    file may not see that, nor its address.

    Args:
        attributes: of the link, as the database has them.
    """
    if "href" in attributes:
        return str(attributes["href"])
    return absolute("/?{}={}".format(attributes.get("linktype", ""), attributes.get("id", "")))


def plain_address(address: str) -> str:
    """An address without what text programs change in it by themselves."""
    return unquote(address).strip().rstrip("/")


def check_marks(runs: list[Run], source: list[Run]) -> None:
    """Ask for the same looks, links and line ends, as often.

    Raises:
        Unfit: one is missing, or one too many.
    """
    missing, added = differing(count_marks(source).elements(), count_marks(runs).elements())
    if missing:
        raise Unfit("link_lost" if any(map(is_link, missing)) else "lost", listed(missing))
    if added:
        raise Unfit("added", listed(added))


def listed(marks: Iterable[str]) -> str:
    """Marks as people call them."""
    return ", ".join(str(NAMES.get(mark, f"<{mark}>")) for mark in sorted(set(marks)))


def check_placeholders(words: str, original: str) -> None:
    """Ask for the same placeholders, as often.

    Raises:
        Unfit: one differs.
    """
    missing, added = differing(PLACEHOLDER.findall(original), PLACEHOLDER.findall(words))
    if missing or added:
        raise Unfit("placeholder", ", ".join(sorted({*missing, *added})))


def first_words(text: str, most: int = 80) -> str:
    """The beginning of a text on one line, to recognise it by."""
    with suppress(MarkupError):
        text = plain(runs_of(text))
    text = " ".join(text.replace(LINE_END, " ").split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
