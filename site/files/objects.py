"""Files in an object storage that speaks S3; readers get them from us, who ask for their rights.

Its address is `s3+https://key:secret@host/bucket/folder?region=…` in `MEDIA_STORAGE_URL`. Nothing
there is public: no address of the storage is ever shown, so none can be passed on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from mimetypes import guess_type
from typing import Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

SCHEMES = {"s3+https": "https", "s3+http": "http"}
PATIENCE = Config(
    connect_timeout=3,
    read_timeout=20,
    retries={"max_attempts": 2},
    s3={"addressing_style": "path"},
    signature_version="s3v4",
)
IN_MEMORY = 2**20
"""Bytes of a file that are held in memory; a larger one is read by way of the disk."""

MOST_NAMES = 5
TAKEN = {409, 412}
"""What the storage answers when somebody else has stored something under a name."""


@contextmanager
def as_on_disk(name: str) -> Iterator[None]:
    """Let what the storage says be what a disk says.

    Raises:
        FileNotFoundError: there is no such file.
        OSError: the storage is away, or refuses.
    """
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError) as error:
        if status_of(error) == 404:
            raise FileNotFoundError(f"There is no {name} in the object storage.") from error
        # What it says may hold the key: only the kind of trouble is told.
        kind = type(error).__name__
        raise OSError(f"The object storage does not do as it is told: {kind}.") from error


def status_of(error: Exception) -> int:
    """The status of HTTP in an answer; 0 if there was none."""
    response = getattr(error, "response", None) or {}
    return int(response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def options_in(address: str) -> dict[str, Any]:
    """What an address says of a storage.

    Raises:
        ImproperlyConfigured: it is no address of a storage.
    """
    parts = urlsplit(address)
    bucket, _slash, folder = parts.path.strip("/").partition("/")
    if parts.scheme not in SCHEMES or not (parts.hostname and bucket):
        raise ImproperlyConfigured(
            "MEDIA_STORAGE_URL is no address of an object storage: "
            "s3+https://key:secret@host/bucket/folder"
        )
    port = f":{parts.port}" if parts.port else ""
    return {
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "endpoint_url": f"{SCHEMES[parts.scheme]}://{parts.hostname}{port}",
        "bucket_name": bucket,
        "location": folder,
        "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
    }


class ObjectStorage(S3Storage):
    """Made without arguments, so that no task that names it holds its key."""

    def get_default_settings(self) -> dict[str, Any]:
        """What the address says; a file is never written over another one."""
        return {
            **super().get_default_settings(),
            **options_in(settings.MEDIA_STORAGE_URL),
            "client_config": PATIENCE,
            "file_overwrite": False,
            "max_memory_size": IN_MEMORY,
        }

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Our own address of a file, as for one on the disk."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name) or "")

    def names(self) -> Iterator[str]:
        """The names of all files."""
        prefix = f"{self.location.rstrip('/')}/" if self.location else ""
        with as_on_disk("list"):
            for found in self.bucket.objects.filter(Prefix=prefix):
                yield found.key.removeprefix(prefix)

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        with as_on_disk(name):
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        """Its bytes."""
        with as_on_disk(name):
            return int(super().size(name))

    def get_modified_time(self, name: str) -> Any:
        """When it was written."""
        with as_on_disk(name):
            return super().get_modified_time(name)

    def delete(self, name: str) -> None:
        """Delete it; what is not there is no trouble."""
        with as_on_disk(name):
            super().delete(name)

    def _open(self, name: str, mode: str = "rb") -> Any:
        """Open it, with all that is in it: no answer breaks off in the middle."""
        with as_on_disk(name):
            file = super()._open(name, mode)
            return file.open()

    def _save(self, name: str, content: Any) -> str:
        """Store it under that name, or under another one if somebody was faster."""
        for attempt in range(MOST_NAMES):
            try:
                self.put(name, content)
                break
            except ClientError as error:
                if status_of(error) not in TAKEN or attempt == MOST_NAMES - 1:
                    with as_on_disk(name):
                        raise
                name = self.get_available_name(name)
        return name

    def put(self, name: str, content: Any) -> None:
        """Store it, unless there is something of that name.

        Raises:
            ClientError: there is, or the storage refuses.
            OSError: the storage is away.
        """
        content.seek(0)
        try:
            self.bucket.Object(self._normalize_name(clean_name(name))).put(
                Body=getattr(content, "file", content),
                ContentType=guess_type(name)[0] or "application/octet-stream",
                IfNoneMatch="*",
            )
        except (BotoCoreError, Boto3Error) as error:
            with as_on_disk(name):
                raise error
