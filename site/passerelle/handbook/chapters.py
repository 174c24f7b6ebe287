"""Read the chapters: `<language>/<number>-<name>.md`, whose first line is the title.

A picture is a paragraph of its own, `![What it shows.](name.webp)`, and lies in
`<language>/pictures/`, where `python -m tests.browser.screens --handbook` has put it. A language
without pictures of its own shows those of the English chapters.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import markdown
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from PIL import Image

FOLDER = Path(__file__).parent
FALLBACK = "en"
LANGUAGES = sorted({path.parent.name for path in FOLDER.glob("*/*.md")})
"""Those in which there are chapters."""

PICTURE = re.compile(r'<p><img alt="(.+)" src="([\w-]+\.webp)" /></p>')


@dataclass(frozen=True)
class Chapter:
    """A chapter: the same name in every language, its own title, its text as HTML."""

    language: str
    slug: str
    title: str
    summary: str
    html: SafeString


@lru_cache(maxsize=16)
def chapters(language: str, light: bool = False) -> tuple[Chapter, ...]:
    """All chapters in a language, in order; in English where the language has none.

    Args:
        language: the code of the reader's.
        light: whether a line stands for each picture, as light mode has it.
    """
    folder = FOLDER / (language if language in LANGUAGES else FALLBACK)
    return tuple(read(path, light) for path in sorted(folder.glob("*.md")))


def read(path: Path, light: bool) -> Chapter:
    """A chapter from its file: a title line, a paragraph that sums it up, then the text."""
    title, summary, text = path.read_text(encoding="utf-8").split("\n\n", 2)
    html = markdown.markdown(text, extensions=["tables"])
    for wide, direction in (("table", ""), ("pre", ' dir="ltr"')):  # code begins on the left
        # On a phone they scroll, not the page.
        html = html.replace(f"<{wide}>", f'<div class="scroll" tabindex="0"{direction}><{wide}>')
        html = html.replace(f"</{wide}>", f"</{wide}></div>")
    html = PICTURE.sub(lambda found: picture(path.parent, found[2], found[1], light), html)
    return Chapter(
        language=path.parent.name,
        slug=path.stem.split("-", 1)[1],
        title=title.removeprefix("# ").strip(),
        summary=" ".join(summary.split()),
        html=mark_safe(html),  # noqa: S308 - our own files, part of the program
    )


def picture(folder: Path, name: str, alt: str, light: bool) -> str:
    """A picture of a chapter, as all pages show theirs.

    Args:
        folder: of the language.
        name: of the file.
        alt: what it shows, as HTML.
        light: whether a line with its weight stands for it.

    Raises:
        FileNotFoundError: it is not there.
    """
    if not (folder / "pictures").is_dir():
        folder = FOLDER / FALLBACK
    file = folder / "pictures" / name
    with Image.open(file) as opened:
        width, height = opened.size
    address = static(f"handbook/{folder.name}/{name}")
    return render_to_string(
        "look/picture.html",
        {
            "fallback": address,
            "light_source": address,
            "width": width,
            "height": height,
            "alt": mark_safe(alt),  # noqa: S308 - our own files, escaped by Markdown
            "light": light,
            "weight": file.stat().st_size,
        },
    )
