"""Read the chapters: `<language>/<number>-<name>.md`, whose first line is the title."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import markdown
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Chapter:
    """A chapter: the same name in every language, its own title, its text as HTML."""

    slug: str
    title: str
    summary: str
    html: SafeString


@lru_cache(maxsize=16)
def chapters(language: str) -> tuple[Chapter, ...]:
    """All chapters in a language, in order; in English where the language has none."""
    folder = FOLDER / language
    if not folder.is_dir():
        folder = FOLDER / "en"
    return tuple(read(path) for path in sorted(folder.glob("*.md")))


def read(path: Path) -> Chapter:
    """A chapter from its file: a title line, a paragraph that sums it up, then the text."""
    title, summary, text = path.read_text(encoding="utf-8").split("\n\n", 2)
    html = markdown.markdown(text, extensions=["tables"])
    for wide in ("table", "pre"):  # on a phone they scroll, not the page
        html = html.replace(f"<{wide}>", f'<div class="scroll" tabindex="0"><{wide}>')
        html = html.replace(f"</{wide}>", f"</{wide}></div>")
    return Chapter(
        slug=path.stem.split("-", 1)[1],
        title=title.removeprefix("# ").strip(),
        summary=" ".join(summary.split()),
        html=mark_safe(html),  # noqa: S308 - our own files, part of the program
    )
