"""What the site is made of: versions of the program and of what it stands on."""

import platform
import tomllib
from functools import lru_cache

import django
import wagtail
from django.conf import settings
from django.db import connection


@lru_cache(maxsize=1)
def own_version() -> str:
    """The version of Passerelle."""
    with (settings.ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def database_version() -> str:
    """The engine of the database and its version, such as `PostgreSQL 15.18`."""
    number = ".".join(str(part) for part in connection.get_database_version())
    return f"{connection.display_name} {number}"


def versions() -> list[str]:
    """All of them, the site's own first."""
    return [
        f"Passerelle {own_version()}",
        f"Wagtail {wagtail.__version__}",
        f"Django {django.__version__}",
        f"Python {platform.python_version()}",
        database_version(),
    ]
