"""The pages for translators: the list of what waits, a sheet, the page with what is translated."""

from django.conf import settings

from passerelle.audit.answer import Ask
from passerelle.audit.surface import found_at, listed_in
from passerelle.audit.things import Thing
from passerelle.audit.world import World


def other_than(language: str) -> str:
    """Another language of the site."""
    return next(code for code, _name in settings.LANGUAGES if code != language)


@found_at("translate_page", ("page",), ("route:translate_page", "route:translate_preview"))
def translate_page(world: World, thing: Thing) -> list[Ask]:
    """The sheet of a page, and its preview, which is there once somebody began."""
    address = f"/{thing.language}/translate/{thing.pk}/{other_than(thing.language)}/"
    return [Ask(address, must=(thing.word("title"),)), Ask(f"{address}preview/", lenient=True)]


@listed_in("translate_list", ("page",), ("route:translate",))
def translate_list(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """What waits to be translated into the other language."""
    return [Ask(f"/{language}/translate/?language={other_than(language)}")]
