"""What is locked is not older than the versions without known advisories."""

import tomllib
from pathlib import Path

from django.conf import settings
from packaging.version import Version

KNOWN = tomllib.loads((Path(__file__).parent / "safe_versions.toml").read_text())
LOCK = tomllib.loads((Path(settings.ROOT) / "uv.lock").read_text())


def test_nothing_in_the_lock_file_is_older_than_what_is_known_to_be_safe() -> None:
    locked = {one["name"]: Version(one["version"]) for one in LOCK["package"] if "version" in one}
    old = {
        name: str(locked.get(name))
        for name, least in KNOWN["least"].items()
        if name not in locked or locked[name] < Version(least)
    }
    assert old == {}


def test_what_is_not_used_is_not_locked_either() -> None:
    """wagtailmedia 0.18.1 and the advisories of GIS are of things that are not here."""
    names = {one["name"] for one in LOCK["package"]}
    assert not names & {"wagtailmedia", "wagtail-2fa", "gdal", "fiona"}
