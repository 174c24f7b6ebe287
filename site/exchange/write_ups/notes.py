"""Take the notes out of a text: mammoth's footnotes and those of Markdown."""

from bs4 import BeautifulSoup, Tag

BACK = {"↑", "↩", "↩︎"}


def take_notes(soup: BeautifulSoup) -> list[Tag]:
    """Replace references by their numbers and take the notes away from the end.

    Args:
        soup: the whole text; changed in place.

    Returns:
        The `li` of each note that the text refers to, in the order of the numbers.
    """
    items = {str(item["id"]): item for item in soup.select("li[id]")}
    numbers: dict[str, int] = {}
    for reference in soup.select("sup a[href^='#']"):
        target = str(reference["href"]).removeprefix("#")
        if target not in items or is_inside(reference, items[target]):
            continue
        number = numbers.setdefault(target, len(numbers) + 1)
        reference.replace_with(str(number))
    for raised in soup.select("sup sup"):
        raised.unwrap()
    return [take(items[target]) for target in numbers]


def is_inside(tag: Tag, item: Tag) -> bool:
    """Whether a tag lies in an item."""
    return any(parent is item for parent in tag.parents)


def take(item: Tag) -> Tag:
    """Take a note out of its list, without its way back to the text."""
    home = item.parent
    item.extract()
    for back in item.select("a[href^='#']"):
        if back.get_text().strip() in BACK:
            back.decompose()
    while home is not None and home.name in ("ol", "div") and not home.get_text().strip():
        emptied, home = home, home.parent
        emptied.decompose()
    return item
