"""What an audit found and left out, in the reader's language."""

from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from access.check import Finding
from passerelle.audit.matrix import rows
from passerelle.audit.people import LATER, NAMES

LETTERS: dict[str, str | Promise] = {
    "V": _("to get it"),
    "V*": _("to get it, and a line in the journal"),
    "N": _("what a missing page gives"),
    "A": _("the same as if it did not exist"),
    "F": _("a refusal"),
    "an answer": _("an answer"),
}
"""What each role must get, by the letters of the matrix."""

PENDING_ROWS = (
    gettext_noop("shared preview link"),
    gettext_noop("there are no preview links to share"),
    gettext_noop("API v3"),
    gettext_noop("Wagtail's API v3 is not mounted: row 54 asks its addresses"),
    gettext_noop("revision compare, revert, view: in row 9"),
    gettext_noop("history, audit log of object: in row 9"),
    gettext_noop("every screen of a page is asked in row 9"),
    gettext_noop("digest"),
    gettext_noop("digests come with a later issue"),
    gettext_noop("OAI-PMH"),
    gettext_noop("IATI and open data"),
    gettext_noop("comes with a later issue"),
    gettext_noop("copy, move, alias out of A: in row 9"),
    gettext_noop("asked in row 9; the forms themselves by the scan of the editing screens"),
    gettext_noop("usage and references: in row 10"),
    gettext_noop("asked in row 10"),
    gettext_noop("websocket, long poll"),
    gettext_noop("the product has none"),
    gettext_noop("dossier: page, files, thread"),
    gettext_noop("reviews and scores"),
    gettext_noop("jury list, conflict notes"),
    gettext_noop("numbers, ranks, totals of dossiers"),
    gettext_noop("other applicants' dossiers"),
    gettext_noop("calls for projects come with a later issue"),
    gettext_noop("autosave, form restore, upload temp files"),
    gettext_noop("no form keeps what is typed before it is sent"),
    gettext_noop("backups and exports at rest"),
    gettext_noop("backup and restore come with a later issue"),
)
"""Texts of the pending rows of `expected.csv`, and of pending roles, for translators."""


def finding_in_words(finding: Finding) -> Finding:
    """A finding as people read it; object and answer stay in the audit's own words."""
    return replace(
        finding,
        role=str(NAMES.get(finding.role, finding.role)),
        expected=str(LETTERS.get(finding.expected, finding.expected)),
    )


def pending_in_words(pending: dict[str, str]) -> list[tuple[str, str]]:
    """What an audit did not look at, and why.

    Args:
        pending: reasons by the code of a row or of a role, as `report.pending` gives them.
    """
    return [(left_out(code), gettext(reason)) for code, reason in pending.items()]


def left_out(code: str) -> str:
    """The name of a row or a role that is pending; its code if it is no longer known."""
    if code in LATER:
        return gettext("as %(role)s") % {"role": LATER[code]}
    row = rows().get(code)
    return gettext(row.title) if row else code
