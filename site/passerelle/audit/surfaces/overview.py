"""What is told of translations: the overview, wishes of readers, letters."""

from passerelle.audit.answer import Answer, Ask
from passerelle.audit.people import Visitor
from passerelle.audit.surface import found_at, listed_in, looked_for
from passerelle.audit.surfaces.letters import written
from passerelle.audit.things import Thing
from passerelle.audit.world import World


@listed_in("translations", ("page",), ("route:translations",))
def translations(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """How translations stand: numbers and pages, as a page and for programs."""
    address = f"/{language}/translations/"
    return [Ask(address + query) for query in ("", "?format=json", "?state=missing&format=csv")]


@found_at("wish", ("page",), ("route:wish",))
def wish(world: World, thing: Thing) -> list[Ask]:
    """The form by which a page is asked for in another language."""
    return [Ask(f"/{thing.language}/wish/{thing.pk}/", must=(thing.word("title"),))]


@found_at("report_error", ("alias", "event"), ("route:report_error",))
def report_error(world: World, thing: Thing) -> list[Ask]:
    """The form by which an error in a translation is reported; other pages have none."""
    return [Ask(f"/{thing.language}/report-error/{thing.pk}/", lenient=True)]


@looked_for("letter_to_translate", ("page",), ("letter:to_translate",))
def letter_to_translate(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """A page was published: for those who translate where it lies, which nobody does here."""
    return written("to_translate", {"page": thing.pk, "is_new": 1}, visitor)


@looked_for("letter_translated", ("page",), ("letter:translation_published",))
def letter_translated(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """A translation was published: for whoever translated it, if she sees it."""
    facts = {"page": thing.pk, "target": thing.pk, "language": thing.language}
    return written("translation_published", facts, visitor)
