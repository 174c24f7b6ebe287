"""The register of processing, article 30 of the GDPR, made of the table of what is kept."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from passerelle.retention.activities import ACTIVITIES, Activity
from passerelle.retention.kept import Kept
from passerelle.retention.table import TABLE

HEADS = (
    "activity", "purpose", "people", "data", "ground", "recipients", "abroad", "kind", "kept",
    "then", "safety",
)  # fmt: skip
"""The columns of the table for spreadsheets, by stable names."""


@dataclass(frozen=True)
class Entry:
    """An activity with all that is kept for it."""

    activity: Activity
    kinds: list[Kept]


def entries() -> list[Entry]:
    """The activities, in their order."""
    return [
        Entry(activity, [kept for kept in TABLE if kept.activity == activity])
        for activity in ACTIVITIES
    ]


def safety() -> str:
    """How it is protected, in a sentence."""
    return _(
        "Everybody sees what her role allows and nothing else, which an audit tests every month; "
        "second factors; backups that are tried out; a journal in which nothing can be changed "
        "unseen."
    )


def abroad() -> str:
    """What leaves for other countries."""
    return _("Nothing, unless the site is kept elsewhere or a machine abroad translates.")


def register_rows() -> list[list[str]]:
    """The register for spreadsheets, heads first: a row for each kind."""
    rows = [list(HEADS)]
    for entry in entries():
        one = entry.activity
        for kept in entry.kinds:
            words = (
                one.name, one.purpose, one.people, one.data, one.ground.value, one.recipients,
                abroad(), kept.name, kept.term_in_words, kept.then, safety(),
            )  # fmt: skip
            rows.append([str(word) for word in words])
    return rows
