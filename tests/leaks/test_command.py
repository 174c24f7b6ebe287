"""`audit_access` looks at a copy, says what it found, and leaves nothing behind."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from access.check import Finding
from passerelle.audit import __main__ as process
from passerelle.audit.copy import NoCopyError, run_audit
from passerelle.audit.report import Report
from passerelle.management.commands import audit_access

LEAK = Finding("page", "au", "page in secret", "fr", "N", "its title")


def written(folder: Path) -> dict[str, str]:
    """What lies in a folder, by its path."""
    return {
        str(file): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith(("-wal", "-shm"))
    }


def test_the_audit_leaves_database_files_and_mail_as_they_were(db: None, settings: Any) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Tests run on SQLite; the copy of PostgreSQL is tried by tests/services.")
    before = written(settings.DATA)
    report = run_audit(("page", "space", "letter_role"))
    assert report.findings == []
    assert report.judged["page"] and report.judged["space"] and report.judged["letter_role"]
    assert written(settings.DATA) == before


def test_the_process_plants_nothing_in_a_site_that_is_no_copy(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PASSERELLE_AUDIT", raising=False)
    with pytest.raises(SystemExit, match="on a copy"):
        process.main()


@pytest.mark.parametrize("found", [[], [LEAK]])
def test_the_command_says_what_was_found_and_writes_it_to_a_file(
    found: list[Finding],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(audit_access, "run_audit", lambda: Report(findings=found))
    file = tmp_path / "found.json"
    if found:
        with pytest.raises(SystemExit) as ended:
            call_command("audit_access", json=str(file))
        assert ended.value.code == 1
    else:
        call_command("audit_access", json=str(file))
    assert json.loads(file.read_text()) == [one.as_dict() for one in found]
    assert ("page in secret" in capsys.readouterr().out) is bool(found)


def test_a_database_that_cannot_be_copied_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> Report:
        raise NoCopyError("Let its account create databases.")

    monkeypatch.setattr(audit_access, "run_audit", refuse)
    with pytest.raises(CommandError, match="create databases"):
        call_command("audit_access")
