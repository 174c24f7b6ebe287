"""Servers of the tests' own, so that the shared ones are left alone."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.services import postgresql
from tests.services.bundle import kept

RUN = Path(__file__).with_name("run")
Run = Callable[..., subprocess.CompletedProcess[str]]


def installed(kind: str) -> bool:
    """Whether a service is on this machine."""
    return kept().exists() if kind == "elasticsearch" else postgresql.programs() is not None


@pytest.fixture(scope="session")
def own_name() -> str:
    """A name that nobody else uses."""
    return f"test-{uuid4().hex[:8]}"


@pytest.fixture(scope="module")
def run(own_name: str) -> Iterator[Run]:
    """Runs the command for a service of our own; all of them are stopped at the end."""
    used = set()

    def run_it(
        kind: str, verb: str, *options: str, name: str = own_name, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        if not installed(kind) and not os.environ.get("CI"):
            pytest.skip(f"not on this machine: `tests/services/run {kind} start` fetches it")
        used.add((kind, name))
        return subprocess.run(
            [str(RUN), kind, verb, "--name", name, *options],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, **variables},
        )

    yield run_it
    for kind, name in used:
        run_it(kind, "stop", name=name)


@pytest.fixture(
    scope="module",
    params=["postgresql", pytest.param("elasticsearch", marks=pytest.mark.full)],
)
def kind(request: pytest.FixtureRequest) -> str:
    """Each service."""
    return request.param


@pytest.fixture
def address(run: Run, kind: str) -> str:
    """Where the service of our own answers, started or brought back if need be."""
    started = run(kind, "start")
    assert started.returncode == 0, started.stderr
    return started.stdout.strip()
