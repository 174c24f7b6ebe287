"""Style sheets, scripts and pictures of the interface, as a real site keeps them."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Files under names that change with their content, compressed once and for all.

    Compressing takes half a minute of a small server: it is left out for the names that no page
    leads to, and for what an earlier version has compressed already.
    """

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress what pages lead to and is not compressed yet.

        Args:
            paths: of all files, under both their names.

        Yields:
            The name of a file, and that of one with its compressed content.
        """
        led_to = set(self.hashed_files.values())
        new = [path for path in paths if path in led_to and not is_compressed(self.path(path))]
        yield from super().compress_files(new)


def is_compressed(path: str) -> bool:
    """Whether both compressed files of a file are whole: the one looked at is written last."""
    try:
        return gzip.decompress(Path(f"{path}.gz").read_bytes()) == Path(path).read_bytes()
    except (OSError, EOFError, zlib.error):
        return False
