"""Let go of what is kept no longer, kind after kind."""

from passerelle.retention.kept import Forgotten
from passerelle.retention.table import TABLE
from people.recovery import hash_shown_codes


def forget_old(is_rehearsal: bool = False) -> list[Forgotten]:
    """Let go of all that is older than the table says.

    Args:
        is_rehearsal: whether to count only.

    Returns:
        What became of each kind that has a term.
    """
    done = []
    for kept in TABLE:
        if kept.outdated is None or kept.term is None:
            continue
        found = kept.outdated.count(kept.before)
        # Accounts are told of their end before any of them is outdated.
        gone = 0 if is_rehearsal else kept.outdated.forget(kept.before)
        done.append(Forgotten(kept.code, kept.term, found, gone))
    if not is_rehearsal:
        hash_shown_codes()
    return done
