"""The addresses of real servers, for the tests that need one."""

import os

import pytest

from tests.services.elasticsearch import Elasticsearch
from tests.services.postgresql import PostgreSQL
from tests.services.service import Service


@pytest.fixture(scope="session")
def elasticsearch_address() -> str:
    """Where an Elasticsearch answers; those of several nodes are separated by commas."""
    return address_or_skip(Elasticsearch())


@pytest.fixture(scope="session")
def postgresql_address() -> str:
    """A `DATABASE_URL` of a PostgreSQL, as somebody above all rights."""
    return address_or_skip(PostgreSQL())


def address_or_skip(service: Service) -> str:
    """The address in the environment, else that of the shared server.

    Without either the tests that ask are skipped, but never in CI.
    """
    variable = f"PASSERELLE_{service.kind.upper()}"
    if address := os.environ.get(variable) or service.address():
        return address
    reason = f"no {variable}, and no server: `tests/services/run {service.kind} start`"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
