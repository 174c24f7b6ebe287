"""What the people of the demonstration tell of themselves, and to whom."""

import io

from django.core.files.base import ContentFile
from PIL import Image

from files.square import draw_square
from passerelle.demo.content import Facts
from passerelle.demo.drawing import draw, save
from passerelle.demo.world import World
from people.models import Profile


def create_profiles(table: Facts, world: World) -> None:
    """Write the profiles of those who have one.

    Args:
        table: by the key of the person: a fact for each field, `photo` for what is drawn as one,
            `shown` for all of them, and in `closer` the fields that fewer see.
        world: has the people, the organisations and the places.
    """
    Profile.objects.bulk_create([profile(key, facts, world) for key, facts in table.items()])


def profile(key: str, facts: Facts, world: World) -> Profile:
    """A profile, not saved."""
    person = world.people[key]
    shown = {
        f"{field}_shown": facts["closer"].get(field, facts["shown"])
        for field in (*Profile.FIELDS, "photo")
    }
    return Profile(
        person=person,
        name=person.get_full_name(),
        function=facts["function"],
        organization=world.organization(facts["organization"]),
        offers=facts["offers"],
        spoken=facts["spoken"],
        territory=world.territory(facts["territory"]),
        phone=facts["phone"],
        photo=photo(facts.get("photo", "")),
        **shown,
    )


def photo(subject: str) -> ContentFile | str:
    """A photo, as people choose them: not always of themselves; nothing for no subject."""
    if not subject:
        return ""
    with Image.open(io.BytesIO(save(draw(subject, 0)))) as drawn:
        return ContentFile(draw_square(drawn), name="photo.jpg")
