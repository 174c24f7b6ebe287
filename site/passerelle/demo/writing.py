"""The texts of a page, once every page that they may name exists."""

import json
from collections.abc import Iterator
from functools import partial

from passerelle.demo.content import Item, Text
from passerelle.demo.rows import add_rows
from passerelle.demo.texts import Blocks, block, share_ids, stream
from passerelle.demo.world import World

NOT_SHOWN = {"file"}
"""Parts that are the content of a file, not of a page."""


def write_item(item: Item, world: World) -> None:
    """Give a page its texts and rows in all its languages, and save it."""
    streams = {code: streams_of(item, text, code, world) for code, text in item.texts.items()}
    first, *others = streams
    for code in others:
        world.left[item.name, code] = set(fill_up(streams[code], streams[first]))
    for code, text in item.texts.items():
        page = world.pages[item.name, code]
        for name, blocks in streams[code].items():
            setattr(page, name, json.dumps(blocks))
        add_rows(page, item, text, world)
        page.save(clean=False)


def streams_of(item: Item, text: Text, language: str, world: World) -> dict[str, Blocks]:
    """All streams of a page in a language, by the names of their fields."""
    link = partial(world.link, language=language)

    def picture(subject: str, alt: str) -> int:
        return world.pictures.pick(subject, f"{item.name} text", alt).pk

    streams = {
        field_of(part): stream(part, words, picture, link)
        for part, words in text.parts.items()
        if part not in NOT_SHOWN
    }
    if claims := text.front.get("claims"):
        streams["claims"] = [block("claim", claim) for claim in claims]
    if history := text.front.get("history"):
        streams["history"] = [
            block("moment", {"date": str(world.dates.day(fact["day"])), "text": moment["text"]})
            for fact, moment in zip(item.facts["history"], history, strict=True)
        ]
    return streams


def fill_up(translated: dict[str, Blocks], source: dict[str, Blocks]) -> Iterator[str]:
    """Tie the blocks of a translation to those of its source, and end it in the latter's words.

    Returns:
        The keys of the blocks that the translation does not have, and shows as they are.
    """
    for name, blocks in source.items():
        own = translated.setdefault(name, [])
        share_ids(blocks, own)
        rest = blocks[len(own) :]
        own += rest
        yield from (f"{name}.{block['id']}" for block in rest)


def field_of(part: str) -> str:
    """The field that a part fills: `write-up` fills `write_up`."""
    return part.replace("-", "_").replace(" ", "_")
