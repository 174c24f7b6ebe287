"""Feeds and calendars: public ones, and those of one person."""

from passerelle.audit.answer import Answer, Ask, put
from passerelle.audit.people import Visitor
from passerelle.audit.surface import found_at, listed_in, looked_for
from passerelle.audit.surfaces.pages import path_of
from passerelle.audit.surfaces.searching import BEGUN
from passerelle.audit.things import Thing
from passerelle.audit.world import World


@listed_in("public_feeds", (), ("route:feed", "route:calendar"))
def public_feeds(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """Feeds and calendars of public places."""
    places = ("audit.atom", "audit.ics", "audit.atom?type=article", "audit/audit-event.ics")
    return [Ask(f"/{language}/{place}") for place in places]


@found_at("event_calendar", ("event",), ("route:calendar",))
def event_calendar(world: World, thing: Thing) -> list[Ask]:
    """The calendar of an event."""
    return [Ask(path_of(world, thing).rstrip("/") + ".ics", must=(thing.word("title"),))]


@listed_in("personal_feeds", ("page", "event"), ("route:personal_feed", "route:personal_calendar"))
def personal_feeds(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The feed and the calendar that a program fetches with a person's token."""
    return [Ask(f"/{language}/feeds/{{token}}.{form}", by_program=True) for form in ("atom", "ics")]


@looked_for("stale_index", ("stale",), (), same_queries=False)
def stale_index(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """What the index wrongly holds to be public: search, feeds and calendar ask once more."""
    answers = [
        put(visitor, Ask(f"/{thing.language}/{address}", by_program="{token}" in address))
        for address in (
            f"search/?q={thing.word('body')}&format=json",
            f"search/?q={thing.word('body')}&format=csv",
            f"search/suggest?q={thing.word('title')[:BEGUN]}",
            "feeds/{token}.atom",
            "feeds/{token}.ics",
        )
    ]
    words = frozenset().union(*(answer.canaries for answer in answers)) & {thing.word("title")}
    return [Answer(200 if words else 404, "", words)]
