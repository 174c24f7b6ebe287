"""The signs of a text that its translation has to keep: bold, links, line ends, placeholders.

Translators read and write them as small tags, `<b>…</b>`, `<a1>…</a1>`, `<br>`, in plain text in
which everything else means itself; wagtail-localize keeps HTML, `<a id="a1">…</a>`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from html import escape, unescape

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\{\s*[\w.]+\s*\}\}|\{\w*\}|(?<!\S)%[sd](?!\w)")
SIGN = re.compile(rf"(?i:</?[a-z]+\d*>)|{PLACEHOLDER.pattern}")
TAG = re.compile(r"<(/?)([a-z]+)(\d*)>")
WRITTEN_TAG = re.compile(r'<(/?)([a-z]+)(?: id="([a-z]+\d+)")?/?>')
LIKE_A_TAG = re.compile(r"<[/!?]?[a-z][^<>]*>?", re.IGNORECASE)
LINE_END = re.compile(r"\r?\n|\r")
LONE = ("br",)
LESS = "&lt;"
MOST_NAMED = 5


class Fault(ValueError):
    """A translation that does not keep the signs of its source, said in a sentence."""


def shown(html: str) -> str:
    """A segment as translators read and write it.

    Args:
        html: as wagtail-localize keeps it.
    """
    quick = in_plain_order(html)
    found = "".join(pieces(BeautifulSoup(html, "html.parser"))) if quick is None else quick
    return settled(found)


def in_plain_order(html: str) -> str | None:
    """What `pieces` gives, without parsing; None where that takes a parser."""
    if "<" not in html:
        return apart(unescape(html))
    open_ones: list[str] = []
    found, at = [], 0
    for match in WRITTEN_TAG.finditer(html):
        found.append(apart(unescape(html[at : match.start()])))
        at = match.end()
        closes, name, key = match.groups()
        if closes:
            if not open_ones:
                return None
            found.append(f"</{open_ones.pop()}>")
            continue
        found.append(f"<{key or name}>")
        if name not in LONE:
            open_ones.append(key or name)
    found.append(apart(unescape(html[at:])))
    is_plain = not open_ones and html.count("<") == len(WRITTEN_TAG.findall(html))
    return "".join(found) if is_plain else None


def apart(text: str) -> str:
    """Words, of which what only looks like a sign stays apart from those that are."""
    return LIKE_A_TAG.sub(lambda word: word.group().replace("<", LESS), text)


def settled(text: str) -> str:
    """A text as it is compared and kept: on one line, for `<br>` ends lines.

    What no keyboard types and no database takes is left out.
    """
    return LINE_END.sub(" ", text.replace("\0", "")).strip()


def pieces(inside: Tag) -> list[str]:
    """The words and signs of an element."""
    found: list[str] = []
    for child in inside.children:
        if isinstance(child, NavigableString):
            found.append(apart(str(child)))
        elif isinstance(child, Tag) and child.name in LONE:
            found.append(f"<{child.name}>")
        elif isinstance(child, Tag):
            # The key of a link is its name and a number: `a1`.
            name = str(child.get("id") or child.name)
            found += [f"<{name}>", *pieces(child), f"</{name}>"]
    return found


def signs_of(text: str) -> list[str]:
    """The signs of a shown text, in its order."""
    return SIGN.findall(text)


def differing(wanted: Iterable[str], found: Iterable[str]) -> tuple[list[str], list[str]]:
    """What of some signs is missing among others, and what is there beyond them, as often."""
    before, now = Counter(wanted), Counter(found)
    return list((before - now).elements()), list((now - before).elements())


def fitted(text: str, source: str) -> str:
    """The translation of one text for another one, without tags that this one has not."""
    own = set(signs_of(source))
    return SIGN.sub(
        lambda sign: "" if TAG.fullmatch(sign[0]) and sign[0] not in own else sign[0], text
    )


def kept(text: str, source: str) -> str:
    """A translation as wagtail-localize keeps it.

    Args:
        text: as somebody wrote it.
        source: what it translates, as it was shown to her.

    Raises:
        Fault: a sign of the source is missing, one is there that the source has not, or they do
            not close in the order in which they open.
    """
    wanted, found = signs_of(source), signs_of(text)
    missing, added = differing(wanted, found)
    added += [sign for sign in LIKE_A_TAG.findall(text) if sign not in {*wanted, *found}]
    if missing:
        raise Fault(
            ngettext(
                "%(signs)s is missing: put it where it belongs in your text.",
                "%(signs)s are missing: put them where they belong in your text.",
                len(missing),
            )
            % {"signs": listed(missing)}
        )
    if added:
        raise Fault(
            ngettext(
                "%(signs)s is not in the original: take it out.",
                "%(signs)s are not in the original: take them out.",
                len(added),
            )
            % {"signs": listed(added)}
        )
    return as_html(text)


def listed(signs: list[str]) -> str:
    """Signs in a sentence."""
    return ", ".join(sign[:40] for sign in signs[:MOST_NAMED])


def as_html(text: str) -> str:
    """A text whose signs are those of its source, as HTML.

    Raises:
        Fault: they do not close in the order in which they open.
    """
    open_ones: list[str] = []
    found, at = [], 0
    for match in TAG.finditer(text):
        found.append(words(text[at : match.start()]))
        at = match.end()
        closes, name, number = match.groups()
        if name in LONE:
            found.append(f"<{name}/>")
        elif not closes:
            open_ones.append(name + number)
            found.append(f'<{name} id="{name}{number}">' if number else f"<{name}>")
        elif open_ones and open_ones[-1] == name + number:
            open_ones.pop()
            found.append(f"</{name}>")
        else:
            raise Fault(
                _("%(sign)s stands in the wrong place: close first what was opened last.")
                % {"sign": match.group()}
            )
    found.append(words(text[at:]))
    return "".join(found)


def words(text: str) -> str:
    """What stands between two signs, as HTML."""
    return escape(text.replace(LESS, "<"), quote=False)
