"""Documents and pictures themselves, and pages that show them."""

from passerelle.audit.answer import Ask
from passerelle.audit.surface import found_at
from passerelle.audit.surfaces.pages import path_of
from passerelle.audit.things import Thing
from passerelle.audit.words import canary
from passerelle.audit.world import World

AGAIN = {"If-None-Match": "*", "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}


@found_at("document", ("document",), ("route:wagtaildocs_serve",))
def document(world: World, thing: Thing) -> list[Ask]:
    """A document by its number, under its name and under another."""
    base = f"/documents/{thing.pk}/"
    name = f"{thing.word('file')}.txt"
    return [
        Ask(base + name, must=(thing.word("body"),)),
        Ask(f"{base}other.txt", lenient=True),
        Ask(base + name, method="HEAD", lenient=True),
    ]


@found_at("resource_file", ("resource",), ("route:wagtail_serve",))
def resource_file(world: World, thing: Thing) -> list[Ask]:
    """The file of a resource at the address of its page."""
    body = canary("document", thing.place, thing.language, "body")
    return [Ask(f"{path_of(world, thing)}file/", must=(body,))]


@found_at("picture", ("picture",), ("route:picture",))
def picture(world: World, thing: Thing) -> list[Ask]:
    """A picture at the widths and in the formats that pages name."""
    base = f"/pictures/{thing.pk}-{thing.facts.get('mark', '')}/"
    return [Ask(f"{base}360.webp"), Ask(f"{base}720.jpg"), Ask(f"{base}360.jpg", method="HEAD")]


@found_at("picture_guess", ("picture",), ("route:picture",))
def picture_guess(world: World, thing: Thing) -> list[Ask]:
    """A picture at widths, formats and marks that pages never name, and in parts."""
    mark = thing.facts.get("mark", "")
    guesses = (f"{mark}/1080.jpg", f"{mark}/360.svg", f"{mark[:-1]}x/360.jpg", f"{mark}/0.jpg")
    return [
        *(Ask(f"/pictures/{thing.pk}-{guess}", lenient=True) for guess in guesses),
        Ask(f"/pictures/{thing.pk}-{mark}/360.jpg", headers={"Range": "bytes=0-9"}, lenient=True),
    ]


@found_at("media", ("picture", "document"), ("route:thumbnail",))
def media(world: World, thing: Thing) -> list[Ask]:
    """The folder of stored files, asked directly by the names that files have there."""
    names = [thing.facts.get("original", ""), thing.facts.get("rendition", "")]
    if thing.kind == "document":
        names = [thing.row.file.name if thing.row else ""]
    word, real = thing.word("file"), canary(thing.kind, thing.place, thing.language, "file")
    names = [name.replace(real, word) or f"documents/{word}.txt" for name in names]
    return [
        *(Ask(f"/media/{name}", lenient=True) for name in names),
        *(Ask(f"/protected/{name}", lenient=True) for name in names),
    ]


@found_at("file_again", ("document", "picture"), ("route:wagtaildocs_serve", "route:picture"))
def file_again(world: World, thing: Thing) -> list[Ask]:
    """A file by somebody who pretends to hold it already."""
    if thing.kind == "document":
        path = f"/documents/{thing.pk}/{thing.word('file')}.txt"
    else:
        path = f"/pictures/{thing.pk}-{thing.facts.get('mark', '')}/360.jpg"
    return [Ask(path, headers={name: value}, lenient=True) for name, value in AGAIN.items()]
