"""Pages at their addresses, in every spelling, and what their own answers say of others."""

from urllib.parse import quote

from pages.sharing import code_of
from passerelle.audit.answer import Ask
from passerelle.audit.surface import found_at, listed_in
from passerelle.audit.things import Thing
from passerelle.audit.world import World

PAGE_ROUTES = ("route:wagtail_serve",)
PAGES = ("page", "event", "resource", "annex", "lone")


def parent_path(world: World, thing: Thing) -> str:
    """Where the pages of a place lie, from the language on."""
    if thing.place == "public":
        return f"/{thing.language}/audit/"
    board = "-managers" if thing.kind == "board" else ""
    return f"/{thing.language}/spaces/{world.spaces[thing.place].slug}{board}/"


def path_of(world: World, thing: Thing) -> str:
    """The address of a page."""
    return f"{parent_path(world, thing)}{thing.word('slug')}/"


@found_at("public_page", PAGES, PAGE_ROUTES)
@found_at("network_page", PAGES, PAGE_ROUTES)
@found_at("page", PAGES, PAGE_ROUTES)
@found_at("board_page", ("board",), PAGE_ROUTES)
def page(world: World, thing: Thing) -> list[Ask]:
    """A page."""
    return [Ask(path_of(world, thing), must=(thing.word("title"), thing.word("summary")))]


@found_at("paper", ("page", "event", "resource"), ("route:paper",))
def paper(world: World, thing: Thing) -> list[Ask]:
    """A page as PDF."""
    return [Ask(f"{path_of(world, thing).rstrip('/')}.pdf")]


@found_at("short_address", PAGES, ("route:short_address",))
@found_at("short_board_address", ("board",), ("route:short_address",))
def short_address(world: World, thing: Thing) -> list[Ask]:
    """The short address of a page: it leads on, and never says whether there is one."""
    path = f"/s/{code_of(thing.pk)}"
    return [
        Ask(path, lenient=True),
        Ask(path.upper().replace("/S/", "/s/"), lenient=True),
        Ask(path, method="HEAD", lenient=True),
    ]


@found_at("translated_page", ("alias", "event"), PAGE_ROUTES)
def translated_page(world: World, thing: Thing) -> list[Ask]:
    """An alias, and a page in the tree of another language than its first."""
    return [Ask(path_of(world, thing))]


@found_at("page_spelt_otherwise", ("page", "board"), PAGE_ROUTES, by_example=True)
def page_spelt_otherwise(world: World, thing: Thing) -> list[Ask]:
    """The address of a page as caches, proxies and curious people write it."""
    path = path_of(world, thing)
    above, slug = parent_path(world, thing), thing.word("slug")
    asks = [
        Ask(path + "?utm=1&page=2&format=json", lenient=True),
        Ask(path, method="HEAD", lenient=True),
        Ask(path, method="OPTIONS", lenient=True),
        Ask(path, method="POST", lenient=True),
        Ask(path.rstrip("/"), lenient=True),
        Ask(path.replace("/spaces/", "/spaces//").replace("/audit/", "/audit//"), lenient=True),
        Ask(f"{above.rstrip('/')}%2F{slug}/", lenient=True),
        Ask(f"{above}{slug.upper()}/", lenient=True),
        Ask(f"{above}{slug}./", lenient=True),
        Ask(f"{above}{slug}/file/", lenient=True),
        Ask(f"{path.rstrip('/')}.atom", lenient=True),
    ]
    return asks


@found_at("page_again", ("page",), PAGE_ROUTES, by_example=True)
def page_again(world: World, thing: Thing) -> list[Ask]:
    """A page by somebody who pretends to hold it already."""
    path = path_of(world, thing)
    since = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    return [
        Ask(path, headers={"If-None-Match": "*"}, lenient=True),
        Ask(path, headers=since, lenient=True),
    ]


@found_at("draft_address", ("draft", "scheduled", "expired"), PAGE_ROUTES)
def draft_address(world: World, thing: Thing) -> list[Ask]:
    """The address that a draft will have, or that a page had: nobody reads it there."""
    return [Ask(path_of(world, thing), lenient=True)]


@found_at("not_translated", ("lone",), ("route:not_translated",))
def not_translated(world: World, thing: Thing) -> list[Ask]:
    """The page that says that another one is not translated."""
    return [
        Ask(
            f"/{language}/not-translated/{thing.pk}/",
            must=(thing.word("title"),) if language != thing.language else (),
            lenient=language == thing.language,
        )
        for language in world.languages
    ]


@found_at("changes", ("alias",), ("route:changes",))
def changes(world: World, thing: Thing) -> list[Ask]:
    """What changed in the original of a page that was made from it."""
    return [Ask(f"/{language}/translations/changes/{thing.pk}/") for language in world.languages]


@found_at("back_link", ("page", "board"), PAGE_ROUTES, by_example=True)
def back_link(world: World, thing: Thing) -> list[Ask]:
    """A public page whose address says that its reader comes from a hidden one."""
    here = f"/{thing.language}/audit/audit-event/"
    return [Ask(f"{here}?back={thing.pk}", lenient=True)]


@found_at(
    "offered_address", ("page", "board"), ("route:account_login", "route:light"), by_example=True
)
def offered_address(world: World, thing: Thing) -> list[Ask]:
    """Addresses that lead on to another: they say nothing of what is there."""
    there = quote(path_of(world, thing))
    return [
        Ask(f"/{thing.language}/account/login/?next={there}", echoed=(there,), lenient=True),
        Ask(f"/{thing.language}/light/?next={there}", echoed=(there,), lenient=True),
    ]


@listed_in("public_event", ("resource",), PAGE_ROUTES)
def public_event(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """A public event: its materials, annexes and languages."""
    return [Ask(f"/{language}/audit/audit-event/")]


@listed_in("organization_page", ("resource",), PAGE_ROUTES)
def organization_page(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """An organisation with the pages that name it."""
    from pages.addresses import directory_addresses

    return [Ask(f"{directory_addresses()[language]}audit-organisation/")]


@found_at("space", ("space",), ("route:space",))
def space(world: World, thing: Thing) -> list[Ask]:
    """The address of a secret space."""
    return [
        Ask(f"/{language}/spaces/{thing.word('slug')}/", must=(thing.word("title"),))
        for language in world.languages
    ]


@listed_in("spaces", ("space",), ("route:spaces",))
def spaces(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The list of spaces."""
    return [Ask(f"/{language}/spaces/")]


@listed_in("space_home", (), ("route:space",))
def space_home(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The home pages, or cards, of the spaces that were there before."""
    return [Ask(f"/{language}/spaces/{space.slug}/") for space in world.spaces.values()]
