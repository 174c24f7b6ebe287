"""Bold, links and line ends within a text: read strictly, told apart, written again."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape

MEANINGS = {"strong": "b", "em": "i"}
STYLES = ("b", "i", "sup", "sub", "code", "abbr", "acronym", "strong", "em")
LINE_END = "\n"
TOKEN = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:\s[^<>]*)?)/?>|(?P<broken><[!?/a-zA-Z])"
)
LINK = re.compile(r'\s+(id|href)=("|\')([^"\'<>]*)\2\s*')
LINK_NAME = re.compile(r"a\d+")
SPACES = re.compile(r"[ \t-\r\x1c-\x1e\x85\u2028\u2029]+")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});")
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class MarkupError(ValueError):
    """A text holds something else than words, styles, links and line ends.

    Attributes:
        reason: `markup` for tags that no text has, `unclosed` for tags that do not close in order.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Run:
    """Words that look the same throughout.

    Attributes:
        words: without markup; a line end is `LINE_END`.
        marks: their looks, the outermost first: names of styles, `a1` for a link that has that
            name, `a=address` for one that only has an address.
    """

    words: str
    marks: tuple[str, ...] = ()

    @property
    def looks(self) -> frozenset[str]:
        """The marks, whatever their order and spelling."""
        return frozenset(MEANINGS.get(mark, mark) for mark in self.marks)


def runs_of(html: str) -> list[Run]:
    """The runs of a text.

    Args:
        html: the text; a lone `<` or `&` in it means itself.

    Raises:
        MarkupError: it holds other tags, or they do not close in order.
    """
    runs: list[Run] = []
    marks: list[str] = []
    at = 0
    for token in TOKEN.finditer(html):
        add(runs, words_of(html[at : token.start()]), marks)
        at = token.end()
        name = (token["name"] or "").lower()
        if name == "br" and not token["rest"].strip("/ "):
            add(runs, LINE_END, marks)
        elif token["close"]:
            if not marks or tag_of(marks.pop()) != name or token["rest"].strip():
                raise MarkupError("unclosed")
        else:
            marks.append(mark_of(name, token["rest"]))
    add(runs, words_of(html[at:]), marks)
    if marks:
        raise MarkupError("unclosed")
    return runs


def words_of(html: str) -> str:
    """The words between two tags."""
    return seen(ENTITY.sub(lambda entity: unescape(entity.group()), html))


def seen(text: str) -> str:
    """A text without signs that nobody sees and no file may hold, on one line."""
    return SPACES.sub(" ", UNSEEN.sub("", text))


def add(runs: list[Run], words: str, marks: Iterable[str]) -> None:
    """Add words, to the run before if they look like it."""
    marks = tuple(marks)
    if runs and runs[-1].marks == marks:
        runs[-1] = Run(runs[-1].words + words, marks)
    elif words:
        runs.append(Run(words, marks))


def mark_of(name: str, attributes: str) -> str:
    """The mark of an opening tag.

    Raises:
        MarkupError: no text has it, or not so.
    """
    link = LINK.fullmatch(attributes) if name == "a" else None
    if link and link[1] == "href":
        return f"a={unescape(link[3])}"
    if link and LINK_NAME.fullmatch(link[3]):
        return link[3]
    if name in (*STYLES, "a") and not attributes.strip():
        return name
    raise MarkupError("markup")


def tag_of(mark: str) -> str:
    """The name of the tag that a mark is written as."""
    return "a" if is_link(mark) else mark


def is_link(mark: str) -> bool:
    """Whether a mark is that of a link."""
    return mark == "a" or mark.startswith("a=") or bool(LINK_NAME.fullmatch(mark))


def html_of(runs: list[Run]) -> str:
    """Runs as HTML: each tag as long as it can be.

    Args:
        runs: in their order; the marks of each are in any order.
    """
    return "".join(nested(runs, opening, lambda mark: f"</{tag_of(mark)}>", html_words))


def nested(
    runs: list[Run],
    begin: Callable[[str], str],
    end: Callable[[str], str],
    words: Callable[[str], str],
    inside: frozenset[str] = frozenset(),
) -> Iterator[str]:
    """Runs written with tags within tags.

    Args:
        runs: in their order.
        begin: writes what opens a mark.
        end: writes what closes it.
        words: writes words, with their line ends.
        inside: marks that are open already.
    """
    at = 0
    while at < len(runs):
        lengths = {mark: stretch(runs, at, mark) for mark in runs[at].marks if mark not in inside}
        if not lengths:
            yield words(runs[at].words)
            at += 1
            continue
        mark = max(lengths, key=lambda name: lengths[name])
        until = at + lengths[mark]
        yield begin(mark)
        yield from nested(runs[at:until], begin, end, words, inside | {mark})
        yield end(mark)
        at = until


def html_words(words: str) -> str:
    """Words as HTML."""
    return escape(words, quote=False).replace(LINE_END, "<br/>")


def stretch(runs: list[Run], at: int, mark: str) -> int:
    """How many runs have a mark, from a place on."""
    end = at
    while end < len(runs) and mark in runs[end].marks:
        end += 1
    return end - at


def opening(mark: str) -> str:
    """The opening tag of a mark."""
    if mark.startswith("a="):
        return f'<a href="{escape(mark[2:])}">'
    return f'<a id="{mark}">' if mark != "a" and is_link(mark) else f"<{mark}>"


def tidy(runs: list[Run]) -> list[Run]:
    """Runs without what nobody sees: looks of mere spaces, seams, space at the ends."""
    clean: list[Run] = []
    for place, run in enumerate(runs):
        marks = run.marks
        if run.words.isspace() and LINE_END not in run.words:
            before = clean[-1].marks if clean else ()
            after = runs[place + 1].looks if place + 1 < len(runs) else frozenset()
            marks = tuple(mark for mark in before if MEANINGS.get(mark, mark) in after)
        add(clean, run.words, marks)
    while clean and not clean[0].words.lstrip():
        del clean[0]
    while clean and not clean[-1].words.rstrip():
        del clean[-1]
    if clean:
        clean[0] = Run(clean[0].words.lstrip(), clean[0].marks)
        clean[-1] = Run(clean[-1].words.rstrip(), clean[-1].marks)
    return clean


def form_of(runs: list[Run]) -> list[tuple[str, frozenset[str]]]:
    """What readers see of runs: two texts with the same form are the same."""
    form: list[tuple[str, frozenset[str]]] = []
    for run in tidy(runs):
        if form and form[-1][1] == run.looks:
            form[-1] = (form[-1][0] + run.words, run.looks)
        else:
            form.append((run.words, run.looks))
    return form


def is_same(one: str, other: str) -> bool:
    """Whether two texts say the same and look the same.

    Args:
        one: HTML; so is the other. What cannot be read is only like itself.
    """
    try:
        return one == other or form_of(runs_of(one)) == form_of(runs_of(other))
    except MarkupError:
        return False


def count_marks(runs: list[Run]) -> Counter[str]:
    """How many stretches of words have each look; line ends are `br`."""
    counts: Counter[str] = Counter()
    before: frozenset[str] = frozenset()
    for words, looks in form_of(runs):
        counts.update(looks - before)
        counts["br"] += words.count(LINE_END)
        before = looks
    return +counts


def plain(runs: list[Run]) -> str:
    """The words of runs."""
    return "".join(run.words for run in runs)
