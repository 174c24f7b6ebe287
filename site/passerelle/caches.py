"""Two caches: one counts attempts, the other holds pages. What fills one empties not the other."""

from typing import Any

MOST_PAGES, MOST_COUNTS = 20_000, 20_000
MOST_IN_MEMORY = 2000

Cache = dict[str, Any]


def apart(held: Cache, counted: Cache | None) -> dict[str, Cache]:
    """Django's caches: `default`, in which others count attempts too, and `pages`.

    Args:
        held: the cache that `CACHE_URL` names.
        counted: the one that `COUNTS_URL` names; else both are made of the first.
    """
    named = {"default": counted or held, "pages": held}
    return {name: of_its_own(name, cache, counted is None) for name, cache in named.items()}


def of_its_own(name: str, cache: Cache, is_shared: bool) -> Cache:
    """A cache in a place, or at least under names, of its own."""
    backend, place = cache["BACKEND"], cache.get("LOCATION", "")
    most = MOST_COUNTS if name == "default" else MOST_PAGES
    if backend.endswith("LocMemCache"):
        return {**cache, "LOCATION": name, "OPTIONS": {"MAX_ENTRIES": min(most, MOST_IN_MEMORY)}}
    if backend.endswith("FileBasedCache"):
        return {
            **cache,
            "BACKEND": "passerelle.file_cache.FileCache",
            "LOCATION": f"{place.rstrip('/')}/counts" if name == "default" and is_shared else place,
            "OPTIONS": {"MAX_ENTRIES": most},
        }
    return {**cache, "KEY_PREFIX": f"{cache.get('KEY_PREFIX', '')}{name}"}
