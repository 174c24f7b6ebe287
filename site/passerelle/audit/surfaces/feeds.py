"""Feeds and calendars: public ones, and those of one person."""

from passerelle.audit.answer import Ask
from passerelle.audit.surface import found_at, listed_in
from passerelle.audit.surfaces.pages import path_of
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


@listed_in(
    "personal_feeds", ("page", "event"), ("route:personal_feed", "route:personal_calendar")
)
def personal_feeds(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The feed and the calendar that a program fetches with a person's token."""
    return [Ask(f"/{language}/feeds/{{token}}.{form}", by_program=True) for form in ("atom", "ics")]
