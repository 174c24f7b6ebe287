"""All that a site needs before others are let in, checked one after the other."""

from collections.abc import Iterator

from django.db import DatabaseError

from passerelle.deploy import machine, setup
from passerelle.watch import checks
from passerelle.watch.checks import NOT_ASKED, Check
from passerelle.watch.finding import Finding

ALL: dict[str, Check] = {
    "settings": setup.module,
    "secret": setup.secret,
    "hosts": setup.hosts,
    "https": setup.https,
    "proxy": setup.proxy,
    "cache": setup.cache,
    "database": machine.database,
    "media": machine.media,
    "static": machine.static,
    "permissions": machine.permissions,
    "disk": checks.disk,
    "mail": machine.mail,
    "sender": setup.sender,
    "search": checks.search,
    "tasks": checks.tasks,
    "backup": checks.backup,
    "antivirus": checks.antivirus,
    "clock": machine.clock,
    "pdf": machine.paper,
}
"""In the order in which one sets up a site."""


def findings() -> Iterator[tuple[str, Finding]]:
    """What each check finds, then what Django's own find."""
    for name, check in ALL.items():
        try:
            yield name, check()
        except DatabaseError:
            yield name, NOT_ASKED
    yield from setup.findings_of_django().items()
