"""What `KEEP_DAYS` may say: a system check, so that no command runs with a term that is none."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from passerelle.retention.table import BY_CODE


def connect() -> None:
    """Have the setting checked with all others."""
    register(check_terms, Tags.security)


def check_terms(app_configs: Any, **options: Any) -> list[Error]:
    """Each kind is one whose term a network may choose, within its limits."""
    return [
        Error(f"KEEP_DAYS: {fault}", id="passerelle.E020")
        for code, days in settings.KEEP_DAYS.items()
        if (fault := fault_of(code, days))
    ]


def fault_of(code: str, days: int) -> str:
    """What is wrong with a term; empty if nothing is."""
    kept = BY_CODE.get(code)
    if kept is None or kept.limits is None:
        known = ", ".join(kept.code for kept in BY_CODE.values() if kept.limits)
        return f"“{code}” has no term that can be chosen; these have: {known}."
    least, most = kept.limits
    if not least <= days <= most:
        return f"“{code}” is kept for {least} to {most} days, not {days}."
    return ""
