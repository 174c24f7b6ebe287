"""An object storage for tests: moto's server, which stands for a real one at the very edge.

No server that speaks S3 is packaged for the machines that tests run on.
"""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from pytest_django import Settings

KEY = "zibelinesecret"


@pytest.fixture(scope="session")
def object_server() -> Iterator[str]:
    """Host and port of the storage."""
    # Heavy, and of use to few tests.
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


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
