"""Do again what was removed since a backup; nothing is ever given by it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.dateparse import parse_datetime
from wagtail.models import Collection, Page

from access.actions.membership import move_between_groups
from access.actions.space import change_machine_help, change_parts, change_preset, change_status
from access.apart import Line
from access.models import (
    PUBLIC,
    SPACES,
    AudienceRoot,
    CollectionRoot,
    Membership,
    PageAudience,
    Space,
)
from access.presets import PRESETS
from access.roles import RANKS
from discussions.actions.withdraw import withdraw
from discussions.models import Message, Thread
from files.models import Consent, Picture
from languages.models import CreditName
from passerelle.removals.watch import mark_of_password
from people.actions.erase import wipe
from people.models import Circle, Letter, Organization, Person, Profile, Silence

STATES = list(Space.Status.values)
CIRCLES = list(Circle.values)


@dataclass
class Done:
    """What was done again.

    Attributes:
        acts: how many lines of the journal were.
        failed: those that could not be, and why.
    """

    acts: int = 0
    failed: list[str] = field(default_factory=list)


@transaction.atomic
def do_again(lines: list[Line]) -> Done:
    """Do again all that the journal tells, in its order.

    What an act tells people by mail was told when it was done first: nobody gets it twice.

    Args:
        lines: of the journal.
    """
    done = Done()
    for line in lines:
        try:
            with transaction.atomic():
                AGAIN[line["act"]](line)
            done.acts += 1
        except Exception as fault:  # One that fails must not stop the others: somebody looks at it.
            done.failed.append(f"{line}: {type(fault).__name__}: {fault}")
    Letter.objects.waiting().delete()
    return done


def delete(line: Line) -> None:
    """What was deleted is deleted; a page goes with all that lies beneath it."""
    model = apps.get_model(line["what"])
    found: Any = model._base_manager.filter(pk=line["id"]).first()
    if found is None:
        return
    if isinstance(found, Membership):
        move_between_groups(found.space, found.person, found.role, "")
    (found.specific if isinstance(found, Page) else found).delete()


def restrict_account(line: Line) -> None:
    """An account can do no more than it could; an erased one is erased."""
    person = Person.objects.filter(pk=line["id"]).first()
    if person is None or person.erased_at:
        return
    if line["erased"]:
        wipe(person)
        return
    person.is_active &= line["active"]
    person.limited |= line["limited"]
    person.is_superuser &= line["above_all"]
    person.is_staff &= line["staff"]
    if line["password"] != mark_of_password(person) and person.has_usable_password():
        # She has another one since, perhaps because somebody knew this: a link lets her in.
        person.set_unusable_password()
    person.save()


def leave_role(line: Line) -> None:
    """Somebody holds a role of the site no more."""
    person = Person.objects.filter(pk=line["person"]).first()
    if person:
        person.groups.remove(*Group.objects.filter(pk__in=line["groups"]))


def lower_membership(line: Line) -> None:
    """A role in a space is no higher, and lasts no longer, than it was given since."""
    held = Membership.objects.select_related("space", "person").filter(pk=line["id"]).first()
    if held is None:
        return
    before, until = held.role, line["until"] and parse_datetime(line["until"])
    held.role = min(held.role, line["role"], key=lambda role: RANKS[role])
    if until and (held.until is None or until < held.until):
        held.until = until
    held.save()
    move_between_groups(held.space, held.person, before, held.role)


def narrow_space(line: Line) -> None:
    """A space is open to no more people, and for no more, than it was since."""
    space = Space.objects.filter(pk=line["id"]).first()
    if space is None:
        return
    order = list(PRESETS)
    if order.index(line["preset"]) > order.index(space.preset):
        change_preset(space, line["preset"], actor=None)
    if STATES.index(line["status"]) > STATES.index(space.status):
        change_status(space, line["status"], actor=None)
    change_parts(space, [code for code in space.parts if code in line["parts"]], actor=None)
    if not line["machine_help"]:
        change_machine_help(space, False, actor=None)


def narrow_page(line: Line) -> None:
    """A page is for those whom it was given to since; nobody, where these came since."""
    page = Page.objects.filter(pk=line["id"]).first()
    row = PageAudience.objects.filter(page=line["id"]).first()
    if page and row and row.audience != line["audience"]:
        AudienceRoot.begin(page, line["audience"] or SPACES)


def narrow_collection(line: Line) -> None:
    """Files of a collection are for those whom they were given to since."""
    collection = Collection.objects.filter(pk=line["id"]).first()
    if collection:
        CollectionRoot.objects.update_or_create(
            collection=collection, defaults={"audience": line["audience"]}
        )


def move_file(line: Line) -> None:
    """A file lies where it was moved; where nobody has it, if that place came since."""
    model = apps.get_model(line["what"])
    file: Any = model._base_manager.filter(pk=line["id"]).first()
    if file is None or file.collection_id == line["collection"]:
        return
    wanted = Collection.objects.filter(pk=line["collection"])
    nobodys = Collection.objects.filter(audience_root__audience=SPACES)
    place = wanted.exclude(audience_row__audience=PUBLIC).first() or nobodys.first()
    if place is None:
        raise LookupError("There is no collection that only few may see.")
    file.collection = place
    file.save()


def unpublish(line: Line) -> None:
    """A page is off the site."""
    page = Page.objects.filter(pk=line["id"], live=True).first()
    if page:
        page.specific.unpublish()


def end_consent(line: Line) -> None:
    """The people that a picture shows have to be asked again."""
    Picture.objects.filter(pk=line["id"]).exclude(consent="").update(consent=Consent.UNASKED)


def withdraw_message(line: Line) -> None:
    """A message is taken back."""
    message = Message.objects.filter(pk=line["id"], withdrawn_at=None).first()
    if message:
        withdraw(message, message.author)


def hide_thread(line: Line) -> None:
    """A thread is shown no more."""
    for thread in Thread.objects.filter(pk=line["id"], hidden_at=None):
        for message in thread.messages.standing():
            withdraw(message, message.author)


def silence(line: Line) -> None:
    """Somebody gets no such letters."""
    if Person.objects.filter(pk=line["person"]).exists():
        Silence.objects.get_or_create(
            person_id=line["person"], kind=line["kind"], topic=line["topic"]
        )


def narrow_profile(line: Line) -> None:
    """Somebody shows no more of herself than she did since."""
    profile = Profile.objects.filter(person=line["person"]).first()
    if profile is None:
        return
    for name, circle in line["shown"].items():
        here = getattr(profile, f"{name}_shown")
        setattr(profile, f"{name}_shown", min(here, circle, key=CIRCLES.index))
    for name in line["empty"]:
        is_reference = profile._meta.get_field(name).is_relation
        setattr(profile, name, None if is_reference else "")
    profile.save()


def narrow_organization(line: Line) -> None:
    """An organisation publishes no more contacts than it did since."""
    found = Organization.objects.filter(pk=line["id"])
    hidden = {f"{name}_published": False for name in line["hidden"]}
    found.update(**hidden, **dict.fromkeys(line["empty"], ""))


def unname(line: Line) -> None:
    """Somebody is not named on what she translated."""
    if Person.objects.filter(pk=line["person"]).exists():
        CreditName.objects.update_or_create(person_id=line["person"], defaults={"name": ""})


AGAIN: dict[str, Callable[[Line], None]] = {
    "account": restrict_account,
    "collection_audience": narrow_collection,
    "consent": end_consent,
    "deleted": delete,
    "file_moved": move_file,
    "hidden": hide_thread,
    "membership": lower_membership,
    "organization": narrow_organization,
    "page_audience": narrow_page,
    "profile": narrow_profile,
    "role_left": leave_role,
    "silence": silence,
    "space": narrow_space,
    "unnamed": unname,
    "unpublished": unpublish,
    "withdrawn": withdraw_message,
}
"""How each act is done again: by its code in the journal."""
