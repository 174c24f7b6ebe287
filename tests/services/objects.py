"""An object storage for tests: a real one where `versitygw` is installed, else moto's server.

Versity's gateway speaks S3 over a folder; with Go 1.26 or later, it is installed by
`go install github.com/versity/versitygw/cmd/versitygw@v1.8.0`.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import Settings

from tests.services.ports import free_ports

KEY = "zibelinesecret"
PATIENCE = 20


@pytest.fixture(scope="session")
def object_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Host and port of the storage."""
    program = shutil.which("versitygw")
    if program is None:
        yield from imitated()
    else:
        yield from served(program, tmp_path_factory.mktemp("objects"))


def imitated() -> Iterator[str]:
    """A server of moto's, which stands for a real one at the very edge."""
    # Heavy, and of use to few tests.
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


def served(program: str, folder: Path) -> Iterator[str]:
    """A gateway over a folder."""
    (port,) = free_ports(1)
    command = [program, "--port", f"127.0.0.1:{port}", "--access", "key", "--secret", KEY]
    content, headers = folder / "content", folder / "headers"
    content.mkdir()
    headers.mkdir()
    over = ["posix", "--sidecar", str(headers), str(content)]
    with subprocess.Popen([*command, "--quiet", *over]) as server:
        until = time.monotonic() + PATIENCE
        while not is_listening(port):
            assert time.monotonic() < until, "the storage does not answer"
            time.sleep(0.05)
        yield f"127.0.0.1:{port}"
        server.terminate()


def is_listening(port: int) -> bool:
    """Whether somebody answers at a port of this machine."""
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def objects(object_server: str, settings: Settings) -> str:
    """A site whose files lie in a bucket of its own; gives its address."""
    import boto3

    bucket = f"site-{uuid4().hex[:8]}"
    client = boto3.client(
        "s3", endpoint_url=f"http://{object_server}", region_name="us-east-1",
        aws_access_key_id="key", aws_secret_access_key=KEY,
    )  # fmt: skip
    client.create_bucket(Bucket=bucket)
    use_objects(settings, f"s3+http://key:{KEY}@{object_server}/{bucket}/files")
    return settings.MEDIA_STORAGE_URL


def use_objects(settings: Settings, address: str) -> None:
    """Let the files of the site lie in a storage, or on the disk if there is no address."""
    settings.MEDIA_STORAGE_URL = address
    settings.FILES_BY_PROXY = False
    backend = "DISK" if not address else "OBJECTS"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": getattr(settings, backend)}}
