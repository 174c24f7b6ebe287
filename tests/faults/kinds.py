"""The kinds of faults: how each comes, and how it goes."""

from tests.faults import mail
from tests.faults.acts import ACTS
from tests.faults.beside import (
    ConnectionsUsedUp,
    DatabaseFrozen,
    DatabaseLocked,
    DatabaseRestart,
    Flushed,
    Garbage,
    LostConnections,
    MailDown,
    MailMood,
    SearchFrozen,
    SearchSlow,
    SearchStopped,
)
from tests.faults.kills import BrokenMigration, Killed, KilledAtWork, KilledCommand, KilledWorker
from tests.faults.kind import Kind
from tests.faults.machine import FullDisk, Jump, LittleMemory, ReadOnly, SlowClients
from tests.faults.work import DIGESTS, PLANS

KINDS: list[Kind] = [
    *(Killed(act) for act in ACTS),
    KilledCommand("reindex"),
    KilledCommand("send_letters"),
    KilledCommand("check_access", "--fix"),
    KilledCommand("reconcile_media"),
    KilledAtWork("send_letters", DIGESTS),
    KilledAtWork("publish_scheduled", PLANS),
    KilledWorker(),
    Jump("an hour ahead", "+1h"),
    Jump("an hour behind", "-1h"),
    Jump("a day ahead", "+1d"),
    Flushed(),
    Garbage(),
    MailDown(),
    MailMood("mail refused for now", mail.LATER),
    MailMood("mail refused", mail.NEVER),
    MailMood("mail slow", mail.SLOW),
    MailMood("mail taken, then cut off", mail.DROPS),
    MailMood("mail answered with nonsense", mail.LIES),
    FullDisk("media", "upload", "note", "publish"),
    FullDisk("data"),
    FullDisk("cache"),
    ReadOnly("media"),
    SlowClients(),
    LittleMemory(),
    BrokenMigration(),
    DatabaseLocked(),
    DatabaseRestart(),
    DatabaseFrozen(),
    LostConnections(),
    ConnectionsUsedUp(),
    SearchStopped(),
    SearchFrozen(),
    SearchSlow(),
]
