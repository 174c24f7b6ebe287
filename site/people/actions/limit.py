"""What follows when an account becomes a limited one."""

from access.actions.membership import end
from access.models import Membership, Space
from people.models import Person


def leave_members_area(person: Person, by: Person) -> None:
    """Take somebody who is no member any more out of the members' area.

    Args:
        person: whose account is limited now; she manages no space.
        by: who decided it.
    """
    area = Membership.objects.filter(person=person, space__kind=Space.Kind.MEMBERS_AREA)
    for membership in area.select_related("space"):
        end(membership, by)
