"""What the search gives beside its page: completions, feeds and tables, spaces, saved searches."""

from passerelle.audit.answer import Answer, Ask, put
from passerelle.audit.people import Visitor
from passerelle.audit.surface import found_at, listed_in, looked_for
from passerelle.audit.surfaces.lists import INDEXED, examples
from passerelle.audit.things import Thing
from passerelle.audit.world import TERRITORY, THEME, World
from search.models import SavedSearch

BEGUN = 9
"""As many letters of a title are typed: too few to be its canary."""


@listed_in("search_suggest", INDEXED, ("route:search_suggest",))
def search_suggest(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """Titles that begin like a hidden one, a theme and a country that hidden pages alone have."""
    address = f"/{language}/search/suggest"
    return [
        *(
            Ask(f"{address}?q={thing.word('title')[:BEGUN]}{form}", must=(thing.word("title"),))
            for thing in examples(things, INDEXED)
            for form in ("", "&format=html")
            if (thing.kind, thing.place) != ("document", "public")
        ),
        Ask(f"{address}?q={THEME}"),
        Ask(f"{address}?q={TERRITORY}"),
    ]


@listed_in("search_feed", INDEXED, ("route:search",))
def search_feed(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """Results as a feed."""
    return results_as("atom", language, things)


@listed_in("search_table", INDEXED, ("route:search",))
def search_table(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """Results as a table."""
    return results_as("csv", language, things)


def results_as(form: str, language: str, things: list[Thing]) -> list[Ask]:
    """All results, and those for words that only an object's text or summary has."""
    address = f"/{language}/search/?format={form}"
    return [
        Ask(address),
        *(
            Ask(f"{address}&q={thing.word('body')}", must=(thing.word("title"),))
            for thing in examples(things, INDEXED)
            if (thing.kind, thing.place) != ("document", "public")
        ),
    ]


@found_at("search_in_space", ("space",), ("route:search", "route:search_suggest"))
def search_in_space(world: World, thing: Thing) -> list[Ask]:
    """The search in a secret space, which names it."""
    address, within = f"/{thing.language}/search/", f"space={thing.word('slug')}"
    return [
        Ask(f"{address}?{within}", must=(thing.word("title"),)),
        Ask(f"{address}?{within}&format=json"),
        Ask(f"{address}?{within}&format=atom", must=(thing.word("title"),)),
        Ask(f"{address}suggest?{within}&q={THEME}"),
    ]


@looked_for("saved_search", ("space",), ("route:saved_searches", "route:saved_search"))
def saved_search(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """A search in a secret space that somebody saved: the list names the space."""
    kept = visitor.person and SavedSearch.objects.create(
        person=visitor.person,
        name="Audit",
        query=f"space={thing.word('slug')}",
        language=thing.language,
    )
    answer = put(visitor, Ask(f"/{thing.language}/search/saved/"))
    if kept:
        kept.delete()
    words = answer.canaries & {thing.word("title")}
    return [Answer(200 if words else 404, "", words)]


@listed_in("people_found", ("member",), ("source:person",))
def people_found(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """Somebody who shows herself to members, by a word of what she offers."""
    return [
        Ask(f"/{language}/search/?q={thing.word('body')}{form}", must=(thing.word("author"),))
        for thing in examples(things, ("member",))
        for form in ("", "&format=json", "&format=csv")
    ]
