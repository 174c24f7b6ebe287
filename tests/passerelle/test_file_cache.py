"""The cache in files holds more pages than a site has, and nobody's page fails for it."""

import errno
import shutil
from pathlib import Path

import pytest

from passerelle import file_cache
from passerelle.file_cache import FileCache

MOST = 10


@pytest.fixture
def cache(tmp_path: Path) -> FileCache:
    """A small cache."""
    return FileCache(str(tmp_path / "pages"), {"OPTIONS": {"MAX_ENTRIES": MOST}})


def test_it_is_made_smaller_when_it_looks(
    cache: FileCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_cache, "SELDOM", 1)
    for number in range(3 * MOST):
        cache.set(str(number), number)
    assert len(cache._list_cache_files()) <= MOST


def test_it_looks_seldom(cache: FileCache, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[None] = []
    monkeypatch.setattr(cache, "_list_cache_files", lambda: looked.append(None) or [])
    for number in range(1000):
        cache.set(str(number), number)
    assert 0 < len(looked) < 50


@pytest.mark.parametrize(
    "bytes_there", [b"", b"\x00garbage", b"\x80\x04K\x01.not packed", b"\x80\x04\x8c\x01a."]
)
def test_what_is_damaged_is_not_there_and_can_be_written_again(
    cache: FileCache, bytes_there: bytes
) -> None:
    cache.set("page", "words")
    Path(cache._key_to_file("page")).write_bytes(bytes_there)
    assert cache.get("page", "nothing") == "nothing"
    Path(cache._key_to_file("page")).write_bytes(bytes_there)
    assert cache.add("page", "other words")
    assert cache.get("page") == "other words"


def test_a_count_that_cannot_be_written_is_lost_and_not_left_as_it_was(
    cache: FileCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    cache.set("attempts", 4)
    monkeypatch.setattr(cache, "_write_content", no_room)
    cache.set("attempts", 5)
    assert cache.get("attempts") is None
    with pytest.raises(ValueError, match="not found"):
        cache.incr("attempts")


def test_a_folder_that_somebody_removed_is_made_again(cache: FileCache) -> None:
    cache.set("page", "words")
    shutil.rmtree(cache._dir)
    assert cache.get("page") is None
    cache.set("page", "words")
    assert cache.get("page") == "words"
