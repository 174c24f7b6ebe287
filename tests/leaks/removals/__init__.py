"""Take out one check after the other: the rows that name it must turn red.

`uv run python -m tests.leaks.removals [NAME…]` does it for those named, or all, and prints a
table. A removal more is a line in one of the lists of this folder.
"""

from contextlib import nullcontext
from dataclasses import replace

from tests.leaks.removals import access, answers, letters
from tests.leaks.removals.removal import Removal

REMOVALS = (*access.REMOVALS, *answers.REMOVALS, *letters.REMOVALS)

QUICK = (
    "audiences of addresses",
    "cards of secret spaces",
    "documents of the API",
    "roles in letters",
    "names for managers only",
)
"""Those that every run of the tests takes out."""


def missed(removal: Removal) -> set[str]:
    """The rows that found nothing though a check was taken out; empty if all did."""
    from passerelle.audit.run import Audit
    from tests.leaks.throwaway import throwaway

    with throwaway(), removal.without():
        audit = Audit(
            stages=(removal.places,), roles=removal.roles, codes=removal.rows, kinds=removal.kinds
        )
        report = audit.run()
    return set(removal.rows) - report.surfaces


def intact(removal: Removal) -> list[str]:
    """What the same rows find while the check is there: nothing, or they prove nothing."""
    report_of = replace(removal, without=nullcontext)
    return sorted(set(removal.rows) - missed(report_of))
