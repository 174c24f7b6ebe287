"""The API: lists, objects, and what it says of itself."""

from passerelle.audit.answer import Ask
from passerelle.audit.surface import found_at, listed_in
from passerelle.audit.surfaces.lists import examples
from passerelle.audit.things import Thing
from passerelle.audit.world import World

PAGES = ("page", "event", "resource", "annex", "lone")
MISUSED = ("?fields=*&child_of=1", "?limit=1000")


@listed_in("api_pages", PAGES, ("route:api_pages",))
def api_pages(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The list of pages: narrowed, in parts, misused."""
    base = "/api/v2/pages/"
    found = [
        Ask(f"{base}?slug={thing.word('slug')}", must=(thing.word("title"),))
        for thing in examples(things, PAGES)
    ]
    found += [
        Ask(f"{base}?slug={thing.word('slug')}")
        for thing in examples(things, ("board", "draft", "expired"))
    ]
    wide = [f"?language={language}&limit=100", "?type=article&offset=1", *MISUSED]
    return [*found, *(Ask(base + query) for query in wide)]


@found_at("api_page", PAGES, ("route:api_pages_one",))
@found_at("api_board_page", ("board",), ("route:api_pages_one",))
def api_page(world: World, thing: Thing) -> list[Ask]:
    """One page by its number, with its text."""
    return [
        Ask(f"/api/v2/pages/{thing.pk}/", must=(thing.word("title"),)),
        Ask(f"/api/v2/pages/{thing.pk}/?fields=*", lenient=True),
    ]


@found_at("api_draft", ("draft", "scheduled", "expired"), ("route:api_pages_one",))
def api_draft(world: World, thing: Thing) -> list[Ask]:
    """A draft by its number: the API knows none."""
    return [Ask(f"/api/v2/pages/{thing.pk}/", lenient=True)]


@listed_in("api_files", ("document", "picture"), ("route:api_documents", "route:api_images"))
def api_files(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The lists of documents and of pictures."""
    return [
        Ask(f"/api/v2/{noun}/{query}")
        for noun in ("documents", "images")
        for query in ("?limit=100", "?limit=1&offset=1")
    ]


@found_at("api_document", ("document",), ("route:api_documents_one",))
def api_document(world: World, thing: Thing) -> list[Ask]:
    """One document by its number."""
    return [Ask(f"/api/v2/documents/{thing.pk}/", must=(thing.word("title"),))]


@found_at("api_picture", ("picture",), ("route:api_images_one",))
def api_picture(world: World, thing: Thing) -> list[Ask]:
    """One picture by its number."""
    return [Ask(f"/api/v2/images/{thing.pk}/", must=(thing.word("title"),))]


@listed_in("api_itself", (), ("route:api_description", "route:api_nothing"))
def api_itself(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """What the API says of itself, and of addresses that it does not have."""
    nothing = ("v2/", "v3/pages/", "main/pages/", "v2/pages/find/")
    return [Ask("/api/openapi.json"), *(Ask(f"/api/{address}") for address in nothing)]
