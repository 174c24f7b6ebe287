"""How tests learn where a server is."""

import pytest

from tests.services.fixtures import address_or_skip
from tests.services.postgresql import PostgreSQL


@pytest.fixture
def absent(own_name: str, monkeypatch: pytest.MonkeyPatch) -> PostgreSQL:
    """A server that nobody has started, outside CI."""
    monkeypatch.delenv("PASSERELLE_POSTGRESQL", raising=False)
    monkeypatch.delenv("CI", raising=False)
    return PostgreSQL(f"{own_name}-absent")


def test_an_address_in_the_environment_is_taken(
    absent: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSERELLE_POSTGRESQL", "postgres://elsewhere/one")
    assert address_or_skip(absent) == "postgres://elsewhere/one"


def test_without_a_server_tests_are_skipped_with_the_command_that_starts_it(
    absent: PostgreSQL,
) -> None:
    with pytest.raises(pytest.skip.Exception, match="tests/services/run postgresql start"):
        address_or_skip(absent)


def test_without_a_server_tests_fail_in_ci(
    absent: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="tests/services/run postgresql start"):
        address_or_skip(absent)
