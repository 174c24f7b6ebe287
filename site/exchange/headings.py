"""Find the headings of a text written without styles."""

from bs4 import BeautifulSoup, Tag

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
MOST_CHARACTERS = 100
STOPS = (".", ";", ",", "…")


def mark_bold_headings(html: str) -> str:
    """Make headings of short bold paragraphs, in a text that has no heading at all.

    Args:
        html: the text.

    Returns:
        The same text, or one whose short, wholly bold paragraphs are `h2`.
    """
    soup = BeautifulSoup(html, "html.parser")
    if soup.find(HEADINGS):
        return html
    for paragraph in soup.find_all("p", recursive=False):
        if looks_like_heading(paragraph):
            paragraph.name = "h2"
    return str(soup)


def looks_like_heading(paragraph: Tag) -> bool:
    """Whether a paragraph is short, wholly bold, and no sentence."""
    text = paragraph.get_text().strip()
    bold = "".join(part.get_text() for part in paragraph.find_all(["b", "strong"])).strip()
    return 0 < len(text) < MOST_CHARACTERS and bold == text and not text.endswith(STOPS)
