"""Texts as XLIFF 1.2, which programs for translators exchange."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree

from exchange.documents.reading import NotReadable
from exchange.translations.bundle import Bundle, Line
from exchange.translations.markup import LINE_END, MarkupError, Run, is_link, nested, runs_of, seen

MOST_TEXTS = 20_000
"""In one file."""

MOST_TAGS = 1_000_000
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
TAG = re.compile(r"^\{[^}]*\}")
NAMES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
ENVELOPES = {"mrk", "sub"}
MARK = re.compile(r"(a\d+|[a-z]+)(?:-\d+)?")
UNFINISHED = {"new", "needs-translation"}


def write(bundle: Bundle) -> bytes:
    """A bundle as XLIFF: a file in it for each page."""
    return "".join(lines_of(bundle)).encode()


def lines_of(bundle: Bundle) -> Iterator[str]:
    """The lines of the file."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{NAMESPACE}">\n'
    for (title, language), texts in groupby(
        bundle.lines, lambda line: (line.page, line.language or bundle.source_language)
    ):
        yield (
            f'<file original="{escape(title)}" datatype="html" date="{escape(bundle.made)}" '
            f'source-language="{escape(language)}" '
            f'target-language="{escape(bundle.target_language)}"><body>\n'
        )
        for line in texts:
            was = f' extradata="{line.was}"' if line.was else ""
            state = "needs-review-translation" if line.remark else "translated"
            target = (
                f'<target state="{state}">{inline(line.target)}</target>' if line.target else ""
            )
            note = f"<note>{escape(line.remark)}</note>" if line.remark else ""
            yield (
                f'<trans-unit id="{line.key}" xml:space="preserve"{was}>'
                f"<source>{inline(line.source)}</source>{target}{note}</trans-unit>\n"
            )
        yield "</body></file>\n"
    yield "</xliff>\n"


def inline(html: str) -> str:
    """A text with the inline tags of XLIFF."""
    try:
        runs = runs_of(html)
    except MarkupError:  # Something else wrote it: it is shown as it stands.
        runs = [Run(seen(html))]
    number = 0

    def named(mark: str) -> str:
        nonlocal number
        number += 1
        return mark if is_link(mark) and mark != "a" else f"{mark}-{number}"

    def begin(mark: str) -> str:
        kind = "link" if is_link(mark) else NAMES.get(mark, f"x-{mark}")
        return f'<g id="{named(mark)}" ctype="{kind}">'

    def words(text: str) -> str:
        lines = [escape(line, quote=False) for line in text.split(LINE_END)]
        written = lines[0]
        for line in lines[1:]:
            written += f'<x id="{named("br")}" ctype="lb"/>{line}'
        return written

    return "".join(nested(runs, begin, lambda mark: "</g>", words))


def read(content: bytes) -> Bundle:
    """The texts of an XLIFF file.

    Raises:
        NotReadable: it is none, or is too large.
    """
    if content.count(b"<") > MOST_TAGS:
        raise NotReadable("bomb")
    try:
        root = ElementTree.fromstring(content, forbid_dtd=True)
    except ParseError as error:
        raise NotReadable("translation_line", str(error.position[0])) from None
    if name_of(root) != "xliff":
        raise NotReadable("translation_other")
    bundle = Bundle("", "", "")
    sources: dict[str, None] = {}
    targets: dict[str, None] = {}
    for file in (one for one in root.iter() if name_of(one) == "file"):
        sources[file.get("source-language", "")] = None
        targets[file.get("target-language", "")] = None
        bundle.made = bundle.made or file.get("date", "")
        bundle.lines += [line_of(one) for one in file.iter() if name_of(one) == "trans-unit"]
    if len(targets) > 1:
        raise NotReadable("translation_languages")
    bundle.source_language, bundle.target_language = " ".join(sources), "".join(targets)
    return bundle


def line_of(unit: Element) -> Line:
    """One text of a file."""
    parts = {name_of(child): child for child in reversed(unit)}
    source, target = parts.get("source"), parts.get("target")
    state = target.get("state", "") if target is not None else ""
    return Line(
        key=unit.get("id", ""),
        was=unit.get("extradata", ""),
        source=html(source),
        target=html(target),
        is_unfinished=state in UNFINISHED,
    )


def html(element: Element | None) -> str:
    """A text of XLIFF as HTML; a tag that no text has stays one that no text has."""
    if element is None:
        return ""
    return "".join(pieces(element))


def pieces(element: Element) -> Iterator[str]:
    """The inside of an element, in its order."""
    yield escape(element.text or "", quote=False)
    for child in element:
        kind, mark = name_of(child), MARK.fullmatch(child.get("id", ""))
        if kind in ENVELOPES:
            yield from pieces(child)
        elif kind == "x" and mark and mark[1] == "br":
            yield "<br/>"
        elif kind == "g" and mark:
            name = mark[1]
            yield f'<a id="{name}">' if is_link(name) and name != "a" else f"<{name}>"
            yield from pieces(child)
            yield "</a>" if is_link(name) else f"</{name}>"
        else:
            yield f"<{kind}>"
        yield escape(child.tail or "", quote=False)


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return TAG.sub("", str(element.tag))
