"""Read what a text program puts on the clipboard: HTML, with marks of its own."""

import base64
import binascii
import re

from bs4 import BeautifulSoup, Comment, Tag

from exchange.documents.document import finished
from exchange.documents.reading import NotReadable, Reading
from languages.direction import set_direction

MOST_CHARACTERS = 4_000_000
BODY = re.compile(r"<!--StartFragment-->(.*)<!--EndFragment-->", re.DOTALL)
LIST_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d)", re.IGNORECASE)
IGNORED = re.compile(r"mso-list:\s*Ignore", re.IGNORECASE)
COUNTED = re.compile(r"^\s*(\d+|[a-z]|[ivx]+)[.)]", re.IGNORECASE)
LOOKS = {
    "strong": re.compile(r"font-weight:\s*(bold|[6-9]00)", re.IGNORECASE),
    "em": re.compile(r"font-style:\s*italic", re.IGNORECASE),
    "sup": re.compile(r"vertical-align:\s*super", re.IGNORECASE),
    "s": re.compile(r"text-decoration:[^;]*line-through", re.IGNORECASE),
}
NOT_BOLD = re.compile(r"font-weight:\s*(normal|400)", re.IGNORECASE)
QUOTES = {"MsoQuote", "MsoIntenseQuote"}
NOTE = re.compile(r"^#_?(?:sd)?(ftn|edn|footnote|endnote)(\d+)(?:sym)?$", re.IGNORECASE)
NOTE_HOMES = re.compile(r"^(?:sd)?(ftn|edn|footnote|endnote)(\d+)$", re.IGNORECASE)
CLIPBOARD_COMMENTS = [
    ".MsoCommentText",
    ".msocomtxt",
    ".msocomoff",
    "[style*='mso-element:comment']",
]
PICTURE = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL)


def read_pasted(html: str) -> Reading:
    """What was pasted, as HTML of the same shape as that of files.

    Args:
        html: of the clipboard of Word, LibreOffice or Google Docs.

    Raises:
        NotReadable: it is too long, or holds a link that runs a program.
    """
    if len(html) > MOST_CHARACTERS:
        raise NotReadable("bomb")
    found = BODY.search(html)
    soup = BeautifulSoup(found[1] if found else html, "html.parser")
    reading = Reading()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(["script", "style", "meta", "link", "title", "xml"]):
        tag.decompose()
    take_comments(soup, reading)
    mark_looks(soup)
    make_lists(soup)
    make_quotes(soup)
    make_notes(soup)
    keep_pictures(soup, reading)
    lift_headings(soup)
    for tag in soup.select("p[dir=rtl], li[dir=rtl], [dir=rtl] > p"):
        if first := tag.find(string=True):
            first.replace_with(set_direction(str(first), tag.get_text()))
    for tag in soup.select("body, html, b[id^=docs-internal]"):
        tag.unwrap()
    reading.html = str(soup)
    return finished(reading)


def take_comments(soup: BeautifulSoup, reading: Reading) -> None:
    """Take out comments, noted by their words."""
    for tag in soup.select(", ".join(CLIPBOARD_COMMENTS)):
        if not tag.decomposed and tag.get_text().strip():
            reading.leave_out("comment", detail=tag.get_text())
        if not tag.decomposed:
            tag.decompose()
    for tag in soup.select(".MsoCommentReference, del"):
        if not tag.decomposed:
            tag.decompose()


def mark_looks(soup: BeautifulSoup) -> None:
    """Turn what spans say of their letters into tags."""
    for tag in soup.select("b[style], strong[style]"):
        if NOT_BOLD.search(str(tag["style"])):
            tag.unwrap()
    for tag in soup.select("span[style]"):
        for name, look in LOOKS.items():
            if look.search(str(tag["style"])) and tag.get_text().strip():
                tag.wrap(soup.new_tag(name))


def make_lists(soup: BeautifulSoup) -> None:
    """Make lists of the paragraphs that Word only draws as such."""
    open_lists: list[Tag] = []
    last: Tag | None = None
    for paragraph in soup.find_all("p"):
        level = LIST_LEVEL.search(str(paragraph.get("style", "")))
        if level is None:
            continue
        if not open_lists or last is None or paragraph.find_previous_sibling() is not open_lists[0]:
            open_lists = []
        depth = min(int(level[1]), len(open_lists) + 1)
        sign = "".join(take_signs(paragraph))
        del open_lists[depth:]
        if len(open_lists) < depth:
            home = soup.new_tag("ol" if COUNTED.match(sign) else "ul")
            if open_lists and last is not None:
                last.append(home)
            else:
                paragraph.insert_before(home)
            open_lists.append(home)
        last = paragraph.extract()
        last.name = "li"
        open_lists[-1].append(last)


def take_signs(paragraph: Tag) -> list[str]:
    """Take the drawn dots and numbers out of a paragraph."""
    signs = [tag for tag in paragraph.find_all("span") if IGNORED.search(str(tag.get("style", "")))]
    return [sign.extract().get_text() for sign in signs]


def make_quotes(soup: BeautifulSoup) -> None:
    """Make quotes of the paragraphs that have such a style."""
    for paragraph in soup.find_all("p", class_=lambda name: name in QUOTES):
        paragraph.wrap(soup.new_tag("blockquote"))


def make_notes(soup: BeautifulSoup) -> None:
    """Give notes the shape that mammoth gives them."""
    notes = soup.new_tag("ol")
    for home in soup.find_all(["div", "p"], id=NOTE_HOMES):
        name = NOTE_HOMES.match(str(home["id"]))
        assert name is not None
        for back in home.select("a[href]"):
            if str(back["href"]).startswith("#") or "ref" in str(back["href"]):
                back.decompose()
        home.extract()
        home.name, home["id"] = "li", f"footnote-{name[1].lower()}{name[2]}"
        notes.append(home)
    known = {str(note["id"]) for note in notes.find_all("li")}
    for link in soup.select("a[href]"):
        _before, sign, anchor = str(link["href"]).rpartition("#")
        name = NOTE.match(sign + anchor)
        if name and (target := f"footnote-{name[1].lower()}{name[2]}") in known:
            raised = soup.new_tag("sup")
            reference = soup.new_tag("a", href=f"#{target}")
            reference.string = link.get_text()
            raised.append(reference)
            link.replace_with(raised)
    if known:
        soup.append(notes)


def keep_pictures(soup: BeautifulSoup, reading: Reading) -> None:
    """Keep the pictures that lie in the text itself: a clipboard names others by their disk."""
    for image in soup.find_all("img"):
        written = PICTURE.match(str(image.get("src", "")))
        try:
            image["src"] = reading.keep(base64.b64decode(written[1])) if written else ""
        except binascii.Error:
            image["src"] = ""


def lift_headings(soup: BeautifulSoup) -> None:
    """Leave `h1` to the title of the whole text: parts begin with `h2`, as in files."""
    titles = soup.select(".MsoTitle, .title")
    for level in range(5, 0, -1):
        for heading in soup.find_all(f"h{level}"):
            if heading not in titles:
                heading.name = f"h{level + 1}"
    for title in titles:
        title.name = "h1"
