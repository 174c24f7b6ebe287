"""Audits that somebody asked for on a page: they go on after the answer, and their result stays."""

import subprocess
import sys
from functools import partial
from threading import Thread
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks import task

from passerelle.audit.copy import run_audit
from passerelle.audit.report import Report
from passerelle.models import AuditRun


def ask_for_audit(person: Any) -> bool:
    """Begin an audit, unless one is under way.

    Args:
        person: who asks for it.

    Returns:
        Whether this one was begun.
    """
    run = AuditRun.begin(person)
    if run is not None:
        transaction.on_commit(partial(start_process.enqueue, run.pk))
    return run is not None


@task()
def start_process(number: int) -> None:
    """Start the process that carries out a run.

    Tasks are run within the request where nothing else is installed, and nobody waits for an
    audit there.
    """
    command = [sys.executable, str(settings.ROOT / "manage.py"), "audit_access", f"--run={number}"]
    process = subprocess.Popen(  # noqa: S603 - our words only
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    # Somebody must take leave of it, or it stays in the list of processes.
    Thread(target=process.wait, daemon=True).start()


def carry_out(number: int) -> Report:
    """Audit the site, and keep the result for those who read it on the page.

    Args:
        number: of a run that was begun.

    Raises:
        AuditRun.DoesNotExist: nobody asked for it.
        NoCopyError: the audit broke off, which is noted.
    """
    run = AuditRun.objects.get(pk=number)
    try:
        report = run_audit()
    except BaseException:  # Whatever ended it: nobody is to wait for it.
        run.break_off()
        raise
    run.end(report.as_dict())
    return report
