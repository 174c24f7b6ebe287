"""Find the headings of a text that has bold lines for them."""

from bs4 import BeautifulSoup, NavigableString, Tag

HEADINGS = ["h2", "h3", "h4", "h5", "h6"]
BOLD = ["b", "strong"]
MOST_CHARACTERS = 100
STOPS = (".", ";", ",", "…")


def mark_bold_headings(html: str) -> str:
    """Make headings of short bold paragraphs.

    Where the text has headings of its own besides its title, they are headings within its parts,
    and only where words follow them.

    Args:
        html: the text.

    Returns:
        The same text, its short, wholly bold paragraphs being headings.
    """
    soup = BeautifulSoup(html, "html.parser")
    for paragraph in soup.find_all("p", recursive=False):
        split_first_line(soup, paragraph)
    has_headings = soup.find(HEADINGS) is not None
    for paragraph in soup.find_all("p", recursive=False):
        if not looks_like_heading(paragraph):
            continue
        if not has_headings:
            paragraph.name = "h2"
        elif leads_to_words(paragraph):
            paragraph.name = "h3"
    return str(soup)


def split_first_line(soup: BeautifulSoup, paragraph: Tag) -> None:
    """Make a paragraph of a bold first line that ends with a line break."""
    parts = [part for part in paragraph.children if str(part).strip()]
    if len(parts) < 3 or not isinstance(parts[0], Tag) or parts[0].name not in BOLD:
        return
    line_break = parts[1]
    if isinstance(line_break, Tag) and line_break.name == "br" and not is_bold(parts[2]):
        first = soup.new_tag("p")
        paragraph.insert_before(first)
        first.append(parts[0].extract())
        line_break.decompose()


def is_bold(part: object) -> bool:
    """Whether a part of a paragraph is bold."""
    return isinstance(part, Tag) and part.name in BOLD


def looks_like_heading(paragraph: Tag) -> bool:
    """Whether a paragraph is short, wholly bold, and no sentence."""
    text = paragraph.get_text().strip()
    if not 0 < len(text) < MOST_CHARACTERS or text.endswith(STOPS) or paragraph.find("img"):
        return False
    bold = "".join(part.get_text() for part in paragraph.find_all(BOLD)).strip()
    return bold == text and "caption" not in paragraph.get_attribute_list("class")


def leads_to_words(paragraph: Tag) -> bool:
    """Whether a bold line has a paragraph, a list or a table right below it, bold no more."""
    below = paragraph.next_sibling
    while isinstance(below, NavigableString) and not below.strip():
        below = below.next_sibling
    if not isinstance(below, Tag) or below.name not in ("p", "ul", "ol", "table", "blockquote"):
        return False
    return below.name != "p" or not looks_like_heading(below)
