"""Followers and those who are named get one letter each, while they may read the message."""

from django.core import mail

from access.actions.membership import end
from access.models import Membership, Space
from discussions.actions.follow import follow, stop_following
from discussions.actions.withdraw import withdraw
from discussions.models import Thread
from people.models import Letter, Person
from people.post.send import deliver
from tests.discussions.conftest import answered
from tests.factories import belonging


def letters() -> list[tuple[str, str]]:
    """Send what waits; kinds of letters and recipients, as written."""
    deliver.func()
    return [(message.to[0], message.subject) for message in mail.outbox]


def follower(space: Space, thread: Thread) -> Person:
    """Somebody who follows the thread, and reads English."""
    person = belonging(space, "reader", language="en", first_name="Ruth", last_name="Abena")
    follow(thread, person)
    return person


def test_a_follower_is_told_of_a_message_with_its_words_and_a_link(
    space: Space, thread: Thread
) -> None:
    person = follower(space, thread)
    answered(thread, belonging(space, "contributor"), "Je viens avec la pompe.")
    assert (person.email, "A new message in a discussion that you follow") in letters()
    body = next(message.body for message in mail.outbox if message.to == [person.email])
    assert "Je viens avec la pompe." in body
    assert f"/en/spaces/atelier/discussions/{thread.pk}/" in body
    assert "/en/stop/" in body


def test_whoever_is_named_gets_one_letter_though_she_follows_too(
    space: Space, thread: Thread
) -> None:
    person = follower(space, thread)
    answered(thread, belonging(space, "contributor"), "Et toi, @Ruth Abena ?")
    kinds = Letter.objects.filter(person=person).values_list("kind", flat=True)
    assert list(kinds) == ["mention"]


def test_whoever_left_before_the_sending_gets_nothing(space: Space, thread: Thread) -> None:
    person = follower(space, thread)
    answered(thread, belonging(space, "contributor"))
    end(Membership.objects.get(person=person), actor=person)
    assert person.email not in dict(letters())
    assert Letter.objects.get(person=person).dropped_because == "refused"


def test_a_message_that_was_withdrawn_is_not_sent(space: Space, thread: Thread) -> None:
    person = follower(space, thread)
    author = belonging(space, "contributor")
    withdraw(answered(thread, author), author)
    assert person.email not in dict(letters())


def test_whoever_stopped_following_before_the_sending_gets_nothing(
    space: Space, thread: Thread
) -> None:
    person = follower(space, thread)
    answered(thread, belonging(space, "contributor"))
    stop_following(thread, person)
    assert person.email not in dict(letters())


def test_a_letter_leads_to_the_message_itself_and_quotes_its_words_alone(
    space: Space, thread: Thread
) -> None:
    follower(space, thread)
    answered(thread, belonging(space, "contributor"), "Je **viens**")
    letters()
    assert f"/en/spaces/atelier/discussions/{thread.pk}/#m-2" in mail.outbox[-1].body
    assert "Je viens" in mail.outbox[-1].body
