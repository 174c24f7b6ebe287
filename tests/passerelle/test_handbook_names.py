"""What the handbook calls by name stands on a screen: bold words are names of buttons and fields.

In the handbook bold is for what one reads on the screen and nothing else, but for headings within
a paragraph, which begin it and end in a full stop.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from django.utils.translation.trans_real import DjangoTranslation

from passerelle.handbook.chapters import FOLDER, LANGUAGES

CODE = re.compile(r"`[^`]*`")
BOLD = re.compile(r"\*\*(.+?)\*\*")
HEADING = re.compile(r"^\*\*[^*]+[.!?]\*\*", re.MULTILINE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w+}|\[\[\w+\]\]")
TAG = re.compile(r"<[^>]+>")
SAME_EVERYWHERE = {"PDF", "SMS", "WhatsApp"}
"""Names of links below a page, called alike in all languages: see the tests of sharing and PDF."""

LETTERS = 3
"""Of a text, beside what is put into it, for it to name something."""


def named(path: Path) -> Iterator[str]:
    """The names in a chapter."""
    text = HEADING.sub("", CODE.sub("", path.read_text(encoding="utf-8")))
    for found in BOLD.findall(text):
        yield " ".join(found.replace("\u00a0", " ").replace("\u202f", " ").split())


def said(code: str) -> Iterator[str]:
    """All that screens say in a language: our own catalogues, Wagtail's and its family's."""
    for domain in ("django", "djangojs"):
        # Words without a translation are shown as they are, which is in English.
        for key in DjangoTranslation("fr", domain=domain)._catalog.keys() if code == "en" else ():
            yield message_of(key)
        for key, text in DjangoTranslation(code, domain=domain)._catalog.items():
            yield text or message_of(key)


def message_of(key: str | tuple[str, int]) -> str:
    """The words of a key of a catalogue, without the context that they are used in."""
    return (key if isinstance(key, str) else key[0]).rpartition("\x04")[2]


def plain(text: str) -> str:
    """A text as one reads it: without marks, spaces of one kind, its first letter a capital."""
    bare = TAG.sub("", text).replace("\u00a0", " ").replace("\u202f", " ").replace("&nbsp;", " ")
    return str(capfirst(" ".join(bare.split()).rstrip("… .:")))


class Screens:
    """All that screens say in a language."""

    def __init__(self, code: str) -> None:
        # Scripts put a name behind what ends in a space.
        self.texts = {plain(f"{text}%s" if text.endswith(" ") else text) for text in said(code)}
        with override(code):
            self.texts |= {plain(gettext(str(name))) for _code, name in settings.LANGUAGES}
        self.texts |= SAME_EVERYWHERE
        filled = [text for text in self.texts if PLACEHOLDER.search(text)]
        # Of “Continue with %(name)s”, a chapter can but give the beginning.
        self.texts |= {plain(PLACEHOLDER.split(text)[0].rstrip(" (–-")) for text in filled}
        self.patterns = [
            re.compile("(.+)".join(map(re.escape, PLACEHOLDER.split(text))))
            for text in filled
            if len(re.findall(r"[^\W\d_]", PLACEHOLDER.sub("", text))) >= LETTERS
        ]

    def say(self, name: str) -> bool:
        """Whether a name is said as it is, or made of one that is and what is put into it."""
        if plain(name) in self.texts:
            return True
        matches = (pattern.fullmatch(plain(name)) for pattern in self.patterns)
        return any(
            all(plain(part) in self.texts for part in match.groups()) for match in matches if match
        )


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_name_in_the_handbook_stands_on_a_screen(code: str) -> None:
    screens = Screens(code)
    missing = [
        (path.name, name)
        for path in sorted((FOLDER / code).glob("*.md"))
        for name in named(path)
        if not screens.say(name)
    ]
    assert missing == []


def test_the_search_for_names_sees_bold_words_and_nothing_else(tmp_path: Path) -> None:
    chapter = tmp_path / "10-one.md"
    chapter.write_text("**Heading.** Press **Save\u00a0it**, not `**this**`.\n\n*no*", "utf-8")
    assert list(named(chapter)) == ["Save it"]


def test_a_name_that_is_on_no_screen_is_found_out() -> None:
    screens = Screens("en")
    for name in ("Save draft", "Add Theme", "Publish in English", "Submit to …"):
        assert screens.say(name), name
    for name in ("Press here for a miracle", "Add Miracle", "Save the draft"):
        assert not screens.say(name), name
