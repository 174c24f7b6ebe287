"""Where the audit looks. A surface is one function; `expected.csv` has its row.

`found_at` says how an object itself is asked for: whoever may not see it must be answered as for
one that never existed. `listed_in` says where objects are shown among others: whoever may not see
them must be answered as before they existed.
"""

from passerelle.audit.surfaces import (
    account,
    admin,
    api,
    caches,
    feeds,
    files,
    joining,
    letters,
    lists,
    overview,
    pages,
    searching,
    threads,
    translating,
    who,
)

__all__ = [
    "account",
    "admin",
    "api",
    "caches",
    "feeds",
    "files",
    "joining",
    "letters",
    "lists",
    "overview",
    "pages",
    "searching",
    "threads",
    "translating",
    "who",
]
