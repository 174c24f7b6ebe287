"""nginx before an application, with the very configuration that the product prints."""

import datetime
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from signal import SIGQUIT

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.services.ports import free_ports
from tests.services.service import Service, ServiceError

FRAME = """
error_log {node}/error.log;
pid {node}/pid;
daemon on;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {node}/body;
    proxy_temp_path {node}/proxy;
    fastcgi_temp_path {node}/fastcgi;
    uwsgi_temp_path {node}/uwsgi;
    scgi_temp_path {node}/scgi;
    include {node}/site.conf;
}}
"""
"""What Debian's own file says around a site, on folders and ports that need no rights."""

Configure = Callable[[Path, int, int], str]
"""Writes a site, of the node's folder and the ports for HTTP and HTTPS."""


class Nginx(Service):
    """An nginx with one site; its address is that by HTTPS.

    Args:
        name: of the server.
        configure: writes its site.
    """

    kind = "nginx"
    program = "nginx"
    farewell = SIGQUIT

    def __init__(self, name: str, configure: Configure) -> None:
        super().__init__(name)
        self.configure = configure

    def prepare(self, nodes: list[Path]) -> str:
        """Write its configuration, and a certificate that nobody trusts."""
        (node,) = nodes
        plain, secure = free_ports(2)
        write_certificate(node)
        (node / "media").mkdir()
        (node / "site.conf").write_text(self.configure(node, plain, secure), encoding="utf-8")
        (node / "nginx.conf").write_text(FRAME.format(node=node), encoding="utf-8")
        return f"https://127.0.0.1:{secure}"

    def launch(self, node: Path) -> list[str]:
        """The command that returns once it listens; a wrong configuration ends it."""
        return [installed(), "-p", str(node), "-c", str(node / "nginx.conf")]

    def is_ready(self) -> bool:
        """Whether it takes connections."""
        with socket.socket() as probe:
            return (
                probe.connect_ex(("127.0.0.1", int(self.written_address().rpartition(":")[2]))) == 0
            )

    @property
    def node(self) -> Path:
        """Its folder."""
        return self.folder / "1"


def installed() -> str:
    """The program.

    Raises:
        ServiceError: it is not on this machine.
    """
    if found := program():
        return found
    raise ServiceError("There is no nginx on this machine: install Debian's `nginx-light`.")


def program() -> str | None:
    """The program, where it is installed: Debian puts it where only root looks."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


def write_certificate(folder: Path) -> None:
    """A certificate of a day and its key, under the names that certbot gives them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "example.org")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
