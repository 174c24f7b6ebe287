"""What a backup brings back that must count no more: whatever opens the site, or waits to be sent.

Sessions and the tokens of programs are in no backup; codes to sign in are kept in sessions.
"""

import time

from django.db.models import F, Value
from django.db.models.functions import Greatest

from people.models import Invitation, Letter, Person


def make_void() -> None:
    """End sessions and links of before; let letters that were sent since not be sent again.

    An invitation that waits may have been answered or taken back since: its link is void, and its
    space can send it again.
    """
    # Higher than any that was given since the backup: no session, no link to a new password of
    # before the restore is good for the accounts after it.
    minutes = int(time.time()) // 60
    Person.objects.update(session_epoch=Greatest(F("session_epoch") + 1, Value(minutes)))
    Invitation.objects.waiting().update(state=Invitation.State.EXPIRED)
    Letter.objects.waiting().delete()
