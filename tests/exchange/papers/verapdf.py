"""veraPDF, which says whether a PDF is what PDF/UA-1 asks for: fetched once for a machine."""

import shutil
import subprocess
from pathlib import Path

from tests.services.bundle import java_home, kept
from tests.services.lock import locked
from tests.services.service import ServiceError

VERSION = "1.26.1"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
PROJECT = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion><groupId>passerelle</groupId><artifactId>verapdf</artifactId>
<version>1</version><dependencies><dependency><groupId>org.verapdf</groupId>
<artifactId>validation-model-jakarta</artifactId><version>{VERSION}</version></dependency>
</dependencies></project>
"""
PROGRAM = Path(__file__).with_name("Validate.java")
LONGEST_FETCH, LONGEST_CHECK = 600, 300


def verapdf() -> Path:
    """The folder of its libraries; the first time, they are fetched by way of Maven.

    Raises:
        ServiceError: they cannot be fetched.
    """
    place = kept().with_name(f"verapdf-{VERSION}")
    with locked(place.with_name("verapdf.lock")):
        if not place.exists():
            aside = place.with_name(f"verapdf-{VERSION}-unpacking")
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir(parents=True)
            (aside / "pom.xml").write_text(PROJECT, encoding="utf-8")
            repository = Path.home() / ".m2" / "repository"
            try:
                subprocess.run(
                    [
                        "mvn", "-q", "-B", "-C", f"-Dmaven.repo.local={repository}", COPY,
                        f"-DoutputDirectory={aside}",
                    ],
                    check=True,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    timeout=LONGEST_FETCH,
                    cwd=aside,
                )  # fmt: skip
            except (OSError, subprocess.SubprocessError) as error:
                raise ServiceError(f"veraPDF cannot be fetched: {error}") from error
            aside.rename(place)
    return place


def broken_rules(files: list[Path]) -> dict[str, list[str]]:
    """The rules of PDF/UA-1 that each file breaks, by its name; none if it is in order.

    Raises:
        ServiceError: veraPDF cannot be fetched, or cannot read a file.
    """
    java = java_home() / "bin" / "java"
    command = [str(java), "-cp", f"{verapdf()}/*", str(PROGRAM), *map(str, files)]
    ran = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=LONGEST_CHECK
    )
    if ran.returncode:
        raise ServiceError(f"veraPDF fell: {ran.stderr}")
    found: dict[str, list[str]] = {}
    for line in ran.stdout.splitlines():
        kind, _tab, text = line.partition("\t")
        if kind == "file":
            found[Path(text).name] = []
        elif kind == "broken":
            found[list(found)[-1]].append(text)
    return found
