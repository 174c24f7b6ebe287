"""Who belongs to the spaces of the demonstration, since when, and who no longer does.

Written in bulk: nobody is to be told by mail of what happened long before the loading.
"""

import datetime

from django.contrib.auth.models import Group

from access.models import JournalEntry, Membership, Space
from access.roles import ROLES, group_name
from passerelle.demo.content import Facts
from passerelle.demo.world import World
from people.models import Person

EVENING = datetime.time(18, 30)


def bring_in(space: Space, table: Facts, world: World) -> None:
    """Give people their roles, the founder apart, whom the opening of the space brought in.

    Args:
        space: where.
        table: by the key of the person, founder first: `role`, `since`, and if they say more
            than the rule `way`, `visited`, `left`; days count from that of loading.
        world: has the people and the day.
    """
    founder, *others = ((world.people[key], facts) for key, facts in table.items())
    stay = [(person, facts) for person, facts in others if "left" not in facts]
    Membership.objects.bulk_create(
        [
            Membership(
                space=space,
                person=person,
                role=facts["role"],
                way=facts.get("way", Membership.Way.GIVEN),
                given_by=hand(founder[0], person, facts),
            )
            for person, facts in stay
        ]
    )
    put_in_groups(space, stay)
    write_journal(space, founder[0], others, world)
    date_memberships(space, {person.pk: facts for person, facts in [founder, *stay]}, world)


def put_in_groups(space: Space, rows: list[tuple[Person, Facts]]) -> None:
    """Put each person into the group of her role."""
    codes = {group_name(space.pk, code): code for code in ROLES}
    groups = {codes[group.name]: group for group in Group.objects.filter(name__in=codes)}
    link = Person.groups.through
    link.objects.bulk_create(
        [link(person=person, group=groups[facts["role"]]) for person, facts in rows]
    )


def write_journal(
    space: Space, founder: Person, rows: list[tuple[Person, Facts]], world: World
) -> None:
    """Note who came in by whose hand, and who left, each on its day."""
    given, ended = JournalEntry.Verb.ROLE_GIVEN, JournalEntry.Verb.ROLE_ENDED
    acts = [
        (facts["since"], given, hand(founder, person, facts), person, facts)
        for person, facts in rows
    ]
    acts += [
        (facts["left"], ended, person, person, facts) for person, facts in rows if "left" in facts
    ]
    acts.sort(key=lambda act: act[0])
    entries = [
        JournalEntry(
            at=world.dates.moment(day),
            verb=verb,
            actor=actor,
            space=space,
            person=person,
            role=facts["role"],
            facts={"before": "", "way": facts.get("way", "given")} if verb == given else {},
        )
        for day, verb, actor, person, facts in acts
    ]
    for entry in entries:
        entry.sign()
    JournalEntry.objects.bulk_create(entries)


def hand(founder: Person, person: Person, facts: Facts) -> Person:
    """Who gave somebody her role: herself where she joined freely, else the founder."""
    return person if facts.get("way") == Membership.Way.JOINED else founder


def date_memberships(space: Space, table: dict[int, Facts], world: World) -> None:
    """Say since when each belongs to the space, and when she was last there."""
    rows = list(Membership.objects.filter(space=space))
    for row in rows:
        facts = table[row.person_id]
        row.since = world.dates.moment(facts["since"])
        if visited := facts.get("visited"):
            row.visited_at = world.dates.moment(visited, EVENING)
    Membership.objects.bulk_update(rows, ["since", "visited_at"])
