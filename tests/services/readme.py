"""The deployment that README prints, carried out in a folder that stands for a machine."""

import os
import re
import shlex
import stat
import subprocess
import sys
from pathlib import Path

from tests.services.nginx import write_certificate
from tests.services.ports import free_ports
from tests.services.units import placed

CHECKOUT = Path(__file__).resolve().parents[2]
HOST = "www.example.org"
LETTERS = "smtp+tls://user:password@mail.example.org:587"
LEFT_OUT = {".git", ".venv", ".tests", ".demo", ".site", "tests", "__pycache__"}
LEFT_OUT |= {".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache"}

STAND_INS = {
    "apt-get": ("installs packages, which tests must not", "exit 0"),
    "curl": ("fetches uv from elsewhere", "exit 0"),
    "useradd": ("makes an account of the machine", "exit 0"),
    "usermod": ("changes an account of the machine", "exit 0"),
    "runuser": ("runs as that account", 'shift 3; exec "$@"'),
    "install": ("gives folders to that account", 'shift 4; mkdir -p "$@"'),
    "git": ("fetches from elsewhere; taken is what is here, committed or not", "{copy}"),
    "uv": ("fetches packages; taken are those of the tests", "ln -s {packages} .venv"),
    "certbot": ("asks a certificate authority", "{certify}"),
    "systemctl": ("rules the machine; taken are the commands of the units", "{units}"),
}
"""What cannot be run on a machine that does other things too: why, and what is run instead."""


class Machine:
    """A folder in which the commands of README are run, as if it were the machine.

    Args:
        root: the folder, empty.
        letters: the address of a mail server.
        trusted: a certificate that programs there trust.
    """

    def __init__(self, root: Path, letters: str, trusted: Path) -> None:
        self.root = root
        self.letters = letters
        (self.port,) = free_ports(1)
        self.plain = self.secure = 0
        self.app = root / "srv/passerelle/app"
        self.programs = root / "programs"
        self.environment = {
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            "SSL_CERT_FILE": str(trusted),
            "DJANGO_SETTINGS_MODULE": "passerelle.settings.production",
            "PORT_OF_SITE": str(self.port),
        }
        for name in ("etc/nginx/sites-available", "etc/systemd/system"):
            (root / name).mkdir(parents=True)
        self.place_stand_ins()

    def place_stand_ins(self) -> None:
        """Put programs before those of the machine."""
        self.programs.mkdir()
        python = shlex.quote(sys.executable)
        words = {
            "copy": f'exec {python} -c "{COPY}" {CHECKOUT} "$4"',
            "packages": shlex.quote(sys.prefix),
            "certify": "exit 0  # tests put a certificate of their own before nginx",
            "units": f'exec {python} {Path(__file__).with_name("units.py")} {self.root} "$@"',
        }
        for name, (_why, instead) in STAND_INS.items():
            program = self.programs / name
            program.write_text(f"#!/bin/sh\nset -e\n{instead.format(**words)}\n")
            program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def here(self, text: str) -> str:
        """A text with the folders, ports and mail server of this machine."""
        return (
            placed(text, self.root, self.port)
            .replace(LETTERS, self.letters)
            .replace("listen 80", f"listen 127.0.0.1:{self.plain}")
            .replace("listen 443", f"listen 127.0.0.1:{self.secure}")
        )

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run commands; the first one that fails is the last."""
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.here(script)],
            cwd=self.root,
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    def manage(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the site."""
        words = shlex.join(["manage.py", *arguments])
        return self.run(f"cd {self.app}; .venv/bin/python {words}", **variables)

    def nginx(self, node: Path, plain: int, secure: int) -> str:
        """The configuration that README had printed, on ports and folders of this machine."""
        self.plain, self.secure = plain, secure
        certificate = self.root / f"etc/letsencrypt/live/{HOST}"
        printed = (self.root / "etc/nginx/sites-available/default").read_text(encoding="utf-8")
        write_certificate(node)
        return self.here(printed).replace(str(certificate), str(node)).replace(
            f"{self.root}/var/cache/nginx-passerelle", str(node / "cache")
        ).replace(f"{self.root}/var/log/nginx/passerelle.log", str(node / "site.log"))  # fmt: skip

    def log(self) -> str:
        """What the services said last."""
        logs = sorted((self.root / "run").glob("*.log"))
        return "\n".join(f"{log.name}:\n{log.read_text()[-3000:]}" for log in logs)

    def stop(self) -> None:
        """End all services."""
        self.run("systemctl stop")


COPY = (
    "import shutil,sys;"
    f"shutil.copytree(*sys.argv[1:3],ignore=shutil.ignore_patterns(*{sorted(LEFT_OUT)}))"
)


def commands() -> list[str]:
    """The commands of README for one server, each with its lines."""
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    _before, _heading, rest = text.partition("### On one server\n")
    (block,) = re.findall(r"```sh\n(.*?)```", rest.partition("\n### ")[0], re.DOTALL)
    found, ending = [], ""
    for line in block.splitlines():
        if ending:
            found[-1] += f"\n{line}"
            ending = "" if line == ending else ending
        else:
            found.append(line)
            begun = re.search(r"<<(\w+)", line)
            ending = begun[1] if begun else ""
    return found
