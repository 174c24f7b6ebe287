"""Where tasks run: within the site's own process, or in a worker that takes them from the database.

`default` is for what somebody waits for, such as letters; `background` for what takes seconds;
`at_once` for what must be done when whoever asked has her answer.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

IMMEDIATE = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
QUEUE = {"BACKEND": "django_tasks_db.DatabaseBackend"}

PLACES: dict[str, dict[str, Any]] = {
    "process": {
        "at_once": IMMEDIATE,
        "default": IMMEDIATE,
        "background": {"BACKEND": "passerelle.background.ThreadBackend"},
    },
    "database": {"at_once": IMMEDIATE, "default": QUEUE, "background": QUEUE},
}


def tasks_in(place: str) -> dict[str, Any]:
    """The setting `TASKS` for a place.

    Raises:
        ImproperlyConfigured: there is no such place.
    """
    if place not in PLACES:
        raise ImproperlyConfigured(f"TASKS_IN is {place}: it can be {' or '.join(PLACES)}.")
    return {name: dict(backend) for name, backend in PLACES[place].items()}
