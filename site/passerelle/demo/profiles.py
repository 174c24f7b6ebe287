"""What the people of the demonstration tell of themselves, and to whom."""

from passerelle.demo.content import Facts
from passerelle.demo.world import World
from people.models import Profile


def create_profiles(table: Facts, world: World) -> None:
    """Write the profiles of those who have one.

    Args:
        table: by the key of the person: a fact for each field, `shown` for all of them, and in
            `closer` the fields that fewer see.
        world: has the people, the organisations and the places.
    """
    Profile.objects.bulk_create([profile(key, facts, world) for key, facts in table.items()])


def profile(key: str, facts: Facts, world: World) -> Profile:
    """A profile, not saved."""
    person = world.people[key]
    shown = {
        f"{field}_shown": facts["closer"].get(field, facts["shown"]) for field in Profile.FIELDS
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
        **shown,
    )
