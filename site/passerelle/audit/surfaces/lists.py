"""Lists, the search and what it counts, the menu, the sitemap."""

from passerelle.audit.answer import Ask
from passerelle.audit.surface import listed_in
from passerelle.audit.things import Thing
from passerelle.audit.words import misspelt
from passerelle.audit.world import TERRITORY, THEME, World

INDEXED = ("page", "event", "resource", "annex", "lone", "note", "discussion", "document")


def examples(things: list[Thing], kinds: tuple[str, ...]) -> list[Thing]:
    """One thing of each of these classes, from different places."""
    found = [[thing for thing in things if thing.kind == kind] for kind in kinds]
    return [same[number % len(same)] for number, same in enumerate(found) if same]


@listed_in("home", (), ("route:wagtail_serve",))
def home(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The home page with its shelves and domains."""
    return [Ask(f"/{language}/")]


@listed_in("section", (), ("route:wagtail_serve",))
def section(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """A public section as a page and as data, narrowed and not."""
    queries = ("", "?type=article&format=json", "?page=2&language=fr")
    return [Ask(f"/{language}/audit/{query}") for query in queries]


@listed_in("territories", (), ("route:territories", "route:territory"))
def territories(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The territories, a country that hidden pages alone are about, and the list of it."""
    address = f"/{language}/territories/"
    queries = ("", "?type=article", f"{TERRITORY}/", f"{TERRITORY}/?type=article", "SN/")
    return [Ask(address + query) for query in queries]


@listed_in("themes", (), ("route:themes", "route:theme"))
def themes(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The themes with how much there is on each, and one that hidden pages alone are about."""
    return [Ask(f"/{language}/themes/{code}") for code in ("", f"{THEME}/")]


@listed_in("search", INDEXED, ("route:search", "field:title", "field:body", "field:summary"))
def search(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The search for a word that only an object's text or summary has: its title is shown."""
    return [
        Ask(f"/{language}/search/?q={thing.word('body')}&format=json", must=(thing.word("title"),))
        for thing in examples(things, INDEXED)
        if (thing.kind, thing.place) != ("document", "public")
    ]


@listed_in("search_page", (), ("route:search", "field:details"))
def search_page(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The search as a page, with its passages and facts, for words of all kinds of object."""
    address = f"/{language}/search/?q="
    return [
        *(
            Ask(address + thing.word("body"))
            for thing in examples(things, ("page", "board", "draft", "document"))
        ),
        *(
            Ask(address + thing.word("body"), must=(thing.word("alt"),))
            for thing in examples(things, ("event",))
        ),
    ]


@listed_in("suggestion", (), ("route:search",))
def suggestion(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """“Did you mean”, for a word that looks like a hidden one."""
    return [
        Ask(f"/{language}/search/?q={misspelt(thing.word('title'))}&format=json")
        for thing in examples(things, ("page", "board"))
    ]


@listed_in("counts", (), ("route:search", "field:date", "field:themes"))
def counts(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """Totals, numbers of pages and of each filter, in all orders."""
    queries = (
        "?format=json",
        "?q=&sort=date",
        "?type=article&format=json",
        "?page=999&format=json",
    )
    return [Ask(f"/{language}/search/{query}") for query in queries]


@listed_in("sitemap", (), ("route:sitemap", "route:robots"))
def sitemap(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """What search engines are told."""
    return [Ask("/sitemap.xml"), Ask("/robots.txt")]


@listed_in("doors", (), ("route:root", "route:handbook", "route:light", "route:account_login"))
def doors(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """Pages that are the same for everybody, with the menu around them."""
    return [
        Ask("/", headers={"Accept-Language": language}),
        Ask(f"/{language}/help/"),
        Ask(f"/{language}/light/"),
        Ask(f"/{language}/account/login/"),
        Ask(f"/{language}/nothing-at-all/"),
    ]
