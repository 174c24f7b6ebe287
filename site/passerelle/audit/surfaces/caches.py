"""What is kept on the way: nothing that was written for one person."""

from passerelle.audit.answer import Answer, Ask, put
from passerelle.audit.people import Browser, Visitor
from passerelle.audit.surface import looked_for
from passerelle.audit.surfaces.pages import path_of
from passerelle.audit.surfaces.threads import PARTS, base_of
from passerelle.audit.things import Thing
from passerelle.audit.world import World


@looked_for("caches", ("page", "event", "note"), ())
def caches(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """A page as its reader gets it, then by the same address as somebody without a session.

    Returns:
        The first answer, as a 404 unless nobody may keep it and the second one is another.
    """
    if thing.kind in PARTS:
        path = f"{base_of(world, thing)}{PARTS[thing.kind]}/{thing.pk}/"
    else:
        path = path_of(world, thing)
    answer = put(visitor, Ask(path))
    stranger = put(Visitor("an", Browser()), Ask(path))
    is_kept = answer.status == 200 and "no-store" not in answer.told.partition("cookies:")[0]
    if is_kept or stranger.status == answer.status:
        return [Answer(404, "", answer.canaries)]
    return [answer]
