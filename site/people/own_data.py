"""What the site holds of a person, gathered from every room for her to take away."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise

from people.models import Person

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Provider:
    """What a room holds of a person.

    Attributes:
        code: stable name.
        label: its name on screen.
        rows: what it holds, to read and for programs.
        files: files that belong to it, by their names in the archive.
    """

    code: str
    label: str | Promise
    rows: Callable[[Person], Rows]
    files: Callable[[Person], dict[str, bytes]]


_providers: dict[str, Provider] = {}


def register_provider(
    code: str,
    label: str | Promise,
    rows: Callable[[Person], Rows],
    files: Callable[[Person], dict[str, bytes]] = lambda person: {},
) -> None:
    """Let a room hand out what it holds of a person; a code registered twice counts once."""
    _providers[code] = Provider(code, label, rows, files)


def providers() -> list[Provider]:
    """Every room's part, in the order in which they registered."""
    return list(_providers.values())


def archive_of(person: Person) -> bytes:
    """All that the site holds of a person.

    Args:
        person: of whom.

    Returns:
        A ZIP archive of `data.json`, for programs, `data.html`, to read, and files of hers.
    """
    parts = [(provider, provider.rows(person)) for provider in providers()]
    written = {
        "site": settings.SITE_NAME,
        "made_at": timezone.now(),
        **{provider.code: rows for provider, rows in parts},
    }
    page = render_to_string(
        "account/data_archive.html",
        {"parts": parts, "person": person, "made_at": timezone.now()},
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(written, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        archive.writestr("data.json", text)
        archive.writestr("data.html", page)
        for provider in providers():
            for name, content in provider.files(person).items():
                archive.writestr(name, content)
    return file.getvalue()
