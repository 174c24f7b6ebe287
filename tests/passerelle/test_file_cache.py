"""The cache in files holds more pages than a site has, and does not count them each time."""

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
