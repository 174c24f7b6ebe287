"""“Who can see this?”: only of what the asker sees, and names for managers only."""

from passerelle.audit.answer import Ask
from passerelle.audit.surface import found_at, listed_in
from passerelle.audit.surfaces.lists import examples
from passerelle.audit.things import Thing
from passerelle.audit.world import World

FORMS = ("", "?format=json", "?as=visitor", "?as=member", "?as=partner", "?at=2020-01-01")


def panels(kind: str, thing: Thing, *forms: str) -> list[Ask]:
    """The panel of an object in these forms; whoever sees the object gets each of them."""
    return [
        Ask(f"/{thing.language}/who/{kind}/{thing.pk}/{form}", lenient="as=" in form)
        for form in forms
    ]


@found_at("who_page", ("page", "event", "annex"), ("route:who", "kind:page"), by_example=True)
@found_at("who_board_page", ("board",), ("route:who", "kind:page"), by_example=True)
def who_page(world: World, thing: Thing) -> list[Ask]:
    """The panel of a page."""
    return panels("page", thing, *FORMS)


@found_at("who_draft", ("draft", "scheduled"), ("route:who", "kind:page"))
def who_draft(world: World, thing: Thing) -> list[Ask]:
    """The panel of a draft, for those who may edit it."""
    return panels("page", thing, "", "?format=json")


@found_at("who_file", ("document", "picture"), ("route:who", "kind:document", "kind:picture"))
def who_file(world: World, thing: Thing) -> list[Ask]:
    """The panel of a file."""
    return panels(thing.kind, thing, "", "?format=json")


@found_at("who_thread", ("note", "discussion"), ("route:who", "kind:thread"))
def who_thread(world: World, thing: Thing) -> list[Ask]:
    """The panel of a note or discussion."""
    return panels("thread", thing, *FORMS)


@found_at("who_space", ("space",), ("route:who", "kind:space"))
def who_space(world: World, thing: Thing) -> list[Ask]:
    """The panel of a space."""
    return panels("space", thing, "", "?format=json")


@found_at("person", ("account",), ("route:person",))
def person(world: World, thing: Thing) -> list[Ask]:
    """Somebody of a space, as she shows herself to the people of her spaces."""
    key = thing.facts.get("key", "")
    return [Ask(f"/{thing.language}/people/{key}/", must=(thing.word("author"),))]


@found_at("person_photo", ("account",), ("route:person_photo",))
def person_photo(world: World, thing: Thing) -> list[Ask]:
    """Her photo, shown to the people of her spaces."""
    return [Ask(f"/{thing.language}/people/{thing.facts.get('key', '')}/photo.jpg")]


@listed_in("people", ("account",), ("route:people",))
def people(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The directory of people, by words too."""
    names = [thing.word("author") for thing in examples(things, ("account",))]
    return [
        Ask(f"/{language}/people/"),
        *(Ask(f"/{language}/people/?q={name}") for name in names),
    ]


@found_at("who_names", ("account",), ("route:who",))
def who_names(world: World, thing: Thing) -> list[Ask]:
    """The names of a space's people, in the panel of the space: for its managers."""
    space = world.spaces[thing.place].pk
    return [
        Ask(f"/{thing.language}/who/space/{space}/{form}", must=(thing.word("author"),))
        for form in ("", "?format=json")
    ]
