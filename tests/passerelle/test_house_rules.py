"""The rules of the house: small files, no grab-bags, nothing inline, every word translated."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.ROOT)
OURS = ("pages", "search", "site", "tests")
LONGEST = 400
GRAB_BAGS = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py", "utils", "helpers"}

COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
TRANSLATED = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}", re.DOTALL)
CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
NO_TEXT = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
READ_ATTRIBUTE = re.compile(r'\b(?:alt|title|placeholder|aria-label|aria-description)="([^"]*)"')
NOT_WORDS = {"RNA", "SIRET", "UTC"}


def files(suffix: str) -> Iterator[Path]:
    """Our files of a kind, without migrations."""
    for path in sorted(path for top in OURS for path in (ROOT / top).rglob(f"*{suffix}")):
        if "migrations" not in path.parts:
            yield path


def bare_words(template: str) -> list[str]:
    """Words of a template that would be shown as they stand, in whatever language."""
    text = COMMENT.sub("", template)
    text = TRANSLATED.sub("", text)
    text = CODE.sub("", text)
    text = NO_TEXT.sub("", text)
    shown = [TAG.sub(" ", text), *READ_ATTRIBUTE.findall(text)]
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", " ", " ".join(shown)))
    return [word for word in words if word not in NOT_WORDS]


def test_no_file_is_longer_than_a_few_screens() -> None:
    long = {
        str(path.relative_to(ROOT)): length
        for path in files(".py")
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_no_file_is_a_grab_bag() -> None:
    assert [path for path in files(".py") if GRAB_BAGS & set(path.parts)] == []


def test_no_template_has_inline_style_handlers_or_scripts() -> None:
    found = []
    for path in files(".html"):
        text = path.read_text(encoding="utf-8")
        # Mail programs drop sheets, and know no policy of contents.
        if "mail" not in path.parts:
            found += [f"{path.name}: style" for _hit in re.finditer(r"\sstyle\s*=", text)]
        found += [f"{path.name}: {hit[0]}" for hit in re.finditer(r"<[^>]*\son\w+\s*=", text)]
        found += [
            f"{path.name}: {hit[0]}"
            for hit in re.finditer(r"<script\b[^>]*>", text)
            # Data are not run, and files of our own are what the policy lets run.
            if "json" not in hit[0] and 'src="{% static ' not in hit[0]
        ]
        found += [f"{path.name}: {hit[0]}" for hit in re.finditer(r"javascript:", text)]
    assert found == []


def test_every_word_of_a_template_is_translated() -> None:
    found = {
        str(path.relative_to(ROOT)): words
        for path in files(".html")
        if (words := bare_words(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_the_scan_sees_bare_words_and_nothing_else() -> None:
    assert bare_words('{% translate "Hello" %}<p class="wide">{{ name }}</p>') == []
    assert bare_words("<p>Hello {{ name }}</p>") == ["Hello"]
    assert bare_words('<img alt="A well">') == ["well"]
    assert bare_words("{% blocktranslate %}Hello{% endblocktranslate %} &nbsp; 12") == []


def test_every_file_of_python_says_what_it_is_for() -> None:
    silent = []
    for path in files(".py"):
        text = path.read_text(encoding="utf-8").lstrip()
        if text and not text.startswith(('"""', "#!")):
            silent.append(str(path.relative_to(ROOT)))
    assert silent == []
