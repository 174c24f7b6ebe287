"""Who has asked to come into a space of the demonstration, and who is invited.

Written without telling anybody: no letter leaves for addresses that are invented.
"""

import secrets

from access.models import JournalEntry, Space
from passerelle.demo.content import Facts
from passerelle.demo.world import World
from people.models import Invitation, JoinRequest
from people.models.invitation import LASTS, digest_of


def write_joining(space: Space, talk: Facts, world: World) -> None:
    """Leave requests and invitations for the managers of a space to find.

    Args:
        space: where.
        talk: its `requests` (`person`, `day`, `message`, `answers`) and `invitations`
            (`address`, `role`, `by`, `day`, `language`, `sentence`, `limited` if so).
        world: has the people and the day.
    """
    for facts in talk.get("requests", []):
        ask(space, facts, world)
    for facts in talk.get("invitations", []):
        invite(space, facts, world)


def ask(space: Space, facts: Facts, world: World) -> None:
    """A request with an answer to each question."""
    person, moment = world.people[facts["person"]], world.dates.moment(facts["day"])
    pairs = zip(space.questions, facts["answers"], strict=True)
    JoinRequest.objects.create(
        space=space,
        person=person,
        message=facts["message"],
        answers=[list(pair) for pair in pairs],
        created_at=moment,
    )
    JournalEntry.objects.create(
        at=moment, verb=JournalEntry.Verb.ASKED, actor=person, space=space, person=person
    )


def invite(space: Space, facts: Facts, world: World) -> None:
    """An invitation that waits; nobody holds its token."""
    actor, moment = world.people[facts["by"]], world.dates.moment(facts["day"])
    invitation = Invitation.objects.create(
        space=space,
        address=facts["address"],
        role=facts["role"],
        limited=facts.get("limited", False),
        sentence=facts["sentence"],
        language=facts["language"],
        digest=digest_of(secrets.token_urlsafe()),
        invited_by=actor,
        expires_at=moment + LASTS,
    )
    Invitation.objects.filter(pk=invitation.pk).update(created_at=moment)
    JournalEntry.objects.create(
        at=moment,
        verb=JournalEntry.Verb.INVITED,
        actor=actor,
        space=space,
        role=facts["role"],
        facts={"number": 1},
    )
