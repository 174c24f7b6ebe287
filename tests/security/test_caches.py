"""Counts and pages lie apart; what is damaged in a cache is missing, and lets nobody in."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client, RequestFactory

from pages.models import Home
from passerelle import page_cache
from passerelle.caches import apart
from passerelle.file_cache import FileCache
from people.models import Person
from tests.factories import PersonFactory

LOGIN = "/en/account/login/"
PASSWORD = "un-long-mot-de-passe"
GARBAGE = (b"", b"\0", b"garbage", b"\x80\x04K\x01.garbage", b"\x80\x04\x8c\x01x.")
FILES = "django.core.cache.backends.filebased.FileBasedCache"


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """Both caches, in files."""
    settings.CACHES = apart({"BACKEND": FILES, "LOCATION": str(tmp_path)}, None)
    return tmp_path


@pytest.fixture
def person(homes: Any) -> Person:
    """Somebody with a password."""
    made: Person = PersonFactory(language="en")
    made.set_password(PASSWORD)
    made.save(update_fields=["password"])
    return made


def tried(person: Person, password: str = PASSWORD) -> Any:
    """The answer to an attempt to sign in."""
    client = Client(raise_request_exception=False)
    return client.post(LOGIN, {"login": person.email, "password": password})


def spoil(folder: Path, content: bytes) -> int:
    """Damage all that is held in a folder; how much that was."""
    files = list(folder.glob("*.djcache"))
    for file in files:
        file.write_bytes(content)
    return len(files)


def test_emptying_the_pages_resets_no_count(folder: Path, person: Person) -> None:
    with time_machine.travel(1_800_000_000, tick=False):
        for _time in range(6):
            tried(person, "wrong")
        caches["pages"].clear()
        assert "Too many" in tried(person).content.decode()


def test_filling_either_throws_nothing_out_of_the_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("passerelle.file_cache.SELDOM", 1)
    for full, other in (("pages", "default"), ("default", "pages")):
        caches[other].set("kept", 1)
        caches[full]._max_entries = 5  # type: ignore[attr-defined]
        for number in range(40):
            caches[full].set(str(number), number)
        assert caches[other].get("kept") == 1


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "redis.RedisCache"])
def test_each_kind_of_cache_keeps_both_apart(backend: str) -> None:
    made = apart({"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": "a"}, None)
    names = ("LOCATION", "KEY_PREFIX")
    assert [made["default"].get(name) for name in names] != [
        made["pages"].get(name) for name in names
    ]


def test_another_cache_for_counts_is_taken_as_it_is_named() -> None:
    held, counted = ({"BACKEND": FILES, "LOCATION": place} for place in ("/a", "/b"))
    made = apart(held, counted)
    assert (made["pages"]["LOCATION"], made["default"]["LOCATION"]) == ("/a", "/b")


@pytest.mark.parametrize("content", GARBAGE)
def test_a_damaged_page_is_a_missing_one(folder: Path, home: Home, content: bytes) -> None:
    first = Client().get("/fr/")
    assert spoil(folder, content) > 0
    assert Client().get("/fr/").content == first.content


def test_something_else_in_place_of_a_page_is_a_missing_one(home: Home) -> None:
    request = RequestFactory().get("/fr/")
    request.light = False  # type: ignore[attr-defined]
    Client().get("/fr/")
    for other in ("text", 7, {"plain": b"x"}, [None]):
        caches["pages"].set(page_cache.cache_key(request), other)
        assert page_cache.fetch(page_cache.cache_key(request)) is None


@pytest.mark.parametrize("content", GARBAGE)
def test_damaged_counts_break_nothing(folder: Path, person: Person, content: bytes) -> None:
    tried(person, "wrong")
    assert spoil(folder / "counts", content) > 0
    assert tried(person).status_code in (302, 503)


def test_a_count_that_is_no_number_lets_nobody_in(
    folder: Path, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileCache, "incr", lambda self, key, delta=1, version=None: "many")
    assert tried(person).status_code == 503


@pytest.mark.parametrize("other", ["text", 7, {"a": 1}, ["x"], [None], b"\x80", True])
def test_something_else_in_place_of_attempts_breaks_no_page_and_they_count_again(
    person: Person, monkeypatch: pytest.MonkeyPatch, other: Any
) -> None:
    kept = caches["default"].set
    with monkeypatch.context() as patch:
        patch.setattr(
            type(caches["default"]), "set", lambda self, key, value, *more: kept(key, other, *more)
        )
        tried(person, "wrong")
    for _time in range(5):
        answer = tried(person, "wrong")
        assert answer.status_code == 200
    assert "Too many" in tried(person).content.decode()


def count_often(folder: str) -> int:
    """Count a hundred times in a process of its own."""
    cache = FileCache(folder, {})
    cache.add("number", 0)
    for _time in range(100):
        cache.incr("number")
    return sum(cache.add(f"once.{number}", True) for number in range(20))


def test_those_who_count_at_once_all_count(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3) as workers:
        firsts = list(workers.map(count_often, [str(tmp_path)] * 3))
    assert FileCache(str(tmp_path), {}).get("number") == 300
    assert sum(firsts) == 20


def test_what_is_over_goes_before_what_still_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = FileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 30}})
    for number in range(25):
        cache.set(f"over.{number}", 1, timeout=0)
    for number in range(10):
        cache.set(f"counts.{number}", 1)
    monkeypatch.setattr("passerelle.file_cache.SELDOM", 1)
    cache.set("more", 1)
    assert all(cache.get(f"counts.{number}") for number in range(10))
