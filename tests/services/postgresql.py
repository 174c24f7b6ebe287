"""PostgreSQL: made anew for the tests, on a socket that only its user and root can open."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from signal import SIGQUIT
from urllib.parse import quote

from tests.services.account import give, run_as
from tests.services.service import Service, ServiceError

SETTINGS = {
    "listen_addresses": "''",
    "max_connections": 300,
    # Nothing has to outlive the machine's fall.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
INSTALLED = Path("/usr/lib/postgresql")


class PostgreSQL(Service):
    """A PostgreSQL server whose users are all trusted, `postgres` being above all rights."""

    kind = "postgresql"
    program = "postgres"
    farewell = SIGQUIT

    def prepare(self, nodes: list[Path]) -> str:
        """Make the cluster of databases: texts sort by their bytes, and ICU is there to ask for."""
        if len(nodes) > 1:
            raise ServiceError("PostgreSQL runs as one node.")
        (node,) = nodes
        programs = installed()
        give(node)
        made = subprocess.run(
            [
                str(programs / "initdb"), "--pgdata", str(node / "data"), "--username=postgres",
                "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
            ],
            check=False,
            cwd=node,
            env={"PATH": os.environ["PATH"]},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **run_as(),
        )  # fmt: skip
        if made.returncode:
            raise ServiceError(f"PostgreSQL's data cannot be made:\n{made.stdout}")
        settings = {**SETTINGS, "unix_socket_directories": f"'{node}'"}
        with (node / "data" / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{name} = {value}\n" for name, value in settings.items())
        return f"postgres://postgres@/postgres?host={quote(str(node))}"

    def launch(self, node: Path) -> list[str]:
        """The command that returns once it accepts connections."""
        return [str(installed() / "pg_ctl"), "start", "--pgdata", str(node / "data"), "--wait"]

    def is_ready(self) -> bool:
        """Whether it accepts connections."""
        (node,) = self.nodes()
        asked = [str(installed() / "pg_isready"), "--quiet", "--timeout=5", "--host", str(node)]
        return subprocess.run(asked, check=False).returncode == 0


def installed() -> Path:
    """The folder of PostgreSQL's programs; in CI it is installed when missing.

    Raises:
        ServiceError: there is none.
    """
    if not programs() and os.environ.get("CI") and os.geteuid() == 0:
        install()
    if found := programs():
        return found
    raise ServiceError("There is no PostgreSQL on this machine: install Debian's `postgresql`.")


def programs() -> Path | None:
    """The folder of PostgreSQL's programs: that of the newest in Debian's place, or on the path."""
    places = sorted(INSTALLED.glob("*/bin/pg_ctl"), key=version, reverse=True)
    found = places[0] if places else shutil.which("pg_ctl")
    return Path(found).resolve().parent if found else None


def version(program: Path) -> int:
    """The version in a path of Debian's."""
    found = re.search(r"postgresql/(\d+)", str(program))
    return int(found[1]) if found else 0


def install() -> None:
    """Install Debian's PostgreSQL."""
    subprocess.run(["apt-get", "update", "-qq"], check=True, stdout=subprocess.DEVNULL)
    wanted = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"]
    # A first run of dpkg may end in an error with everything in place: the second one tells.
    if subprocess.run(wanted, check=False, stdout=subprocess.DEVNULL).returncode:
        subprocess.run(wanted, check=True, stdout=subprocess.DEVNULL)
