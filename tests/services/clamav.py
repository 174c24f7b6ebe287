"""ClamAV's daemon with one signature: that of the file which all antiviruses agree upon."""

import shutil
from pathlib import Path

from files.antivirus import ask
from tests.services.ports import free_ports
from tests.services.service import Service, ServiceError

PROGRAM = "/usr/sbin/clamd"
SIGNATURE = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n"
CONFIGURATION = """
DatabaseDirectory {node}/signatures
TCPSocket {port}
TCPAddr 127.0.0.1
LogFile {node}/clamd.log
StreamMaxLength 1M
"""


class ClamAV(Service):
    """A clamd that listens on this machine alone."""

    kind = "clamav"
    program = "clamd"

    def prepare(self, nodes: list[Path]) -> str:
        """Write its configuration and its signature."""
        (node,) = nodes
        (port,) = free_ports(1)
        (node / "signatures").mkdir()
        (node / "signatures" / "eicar.hdb").write_text(SIGNATURE, encoding="ascii")
        (node / "clamd.conf").write_text(
            CONFIGURATION.format(node=node, port=port), encoding="utf-8"
        )
        return f"tcp://127.0.0.1:{port}"

    def launch(self, node: Path) -> list[str]:
        """The command that leaves the daemon to itself, in its folder: by itself it leaves that."""
        if not shutil.which(PROGRAM):
            raise ServiceError("no clamd: `apt-get install clamav-daemon`")
        return ["/bin/sh", "-c", f"{PROGRAM} --foreground --config-file clamd.conf &"]

    def is_ready(self) -> bool:
        """Whether it answers."""
        try:
            return ask(b"zPING\0", address=self.written_address()) == "PONG"
        except OSError:
            return False
