"""What an audit found, and how much it looked at."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from access.check import Finding
from passerelle.audit.matrix import COLUMNS, rows
from passerelle.audit.people import PENDING


@dataclass
class Report:
    """The result of an audit.

    Attributes:
        findings: leaks and over-blocking, each once.
        judged: how many combinations of surface, role, object and language were judged, by
            surface.
        requests: how many requests that took.
    """

    findings: list[Finding] = field(default_factory=list)
    judged: Counter[str] = field(default_factory=Counter)
    requests: int = 0

    def add(self, finding: Finding) -> None:
        """Note a finding, once."""
        if finding not in self.findings:
            self.findings.append(finding)

    @property
    def surfaces(self) -> set[str]:
        """Surfaces where something was found."""
        return {finding.surface for finding in self.findings}

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "findings": [finding.as_dict() for finding in self.findings],
            "judged": dict(self.judged),
            "requests": self.requests,
            "pending": pending(),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Report":
        """Read what `as_dict` gave."""
        findings = [Finding(**finding) for finding in data["findings"]]
        return cls(findings, Counter(data["judged"]), data["requests"])

    def lines(self) -> list[str]:
        """For reading: each finding, then the size of what was looked at."""
        found = [
            f"{one.surface}: {one.object} ({one.language}) as {one.role}:"
            f" expected {one.expected}, got {one.got}"
            for one in self.findings
        ]
        run = [row for row in rows().values() if not row.pending]
        return [
            *found,
            f"{len(self.findings)} findings in {self.judged.total()} combinations of surface, role,"
            f" object and language, by {self.requests} requests.",
            f"{len(run)} rows of the matrix run, {len(rows()) - len(run)} pending;"
            f" {len(COLUMNS) - len(PENDING)} of {len(COLUMNS)} roles, and those beside the matrix.",
        ]


def pending() -> dict[str, str]:
    """Why rows and roles are not run yet."""
    return {row.surface: row.pending for row in rows().values() if row.pending} | PENDING
