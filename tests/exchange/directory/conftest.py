"""Tables of the directory, as people make them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from tests.factories import PersonFactory, signed_in

ADDRESS = "/admin/directory/import/"
Rows = list[list[Any]]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Tables that wait for a yes lie where no other test looks."""
    settings.DATA = tmp_path


@pytest.fixture
def keeper(roles: dict[str, Group]) -> Client:
    """The browser of an editor of the site, who looks after the directory."""
    person = PersonFactory(language="en")
    person.groups.add(roles["editor"])
    return signed_in(person)


@pytest.fixture
def as_csv() -> Callable[..., bytes]:
    """Writes rows as CSV."""

    def write(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
        written = io.StringIO()
        csv.writer(written, delimiter=delimiter).writerows(rows)
        return written.getvalue().encode(encoding)

    return write


@pytest.fixture
def as_workbook() -> Callable[[Rows], bytes]:
    """Writes rows as a workbook."""

    def write(rows: Rows) -> bytes:
        book = Workbook()
        for row in rows:
            book.active.append(row)  # type: ignore[union-attr]
        written = io.BytesIO()
        book.save(written)
        return written.getvalue()

    return write


@pytest.fixture
def send(keeper: Client, as_csv: Callable[..., bytes]) -> Callable[..., Any]:
    """Sends a table, given as rows or as bytes, and gives the answer."""

    def post(table: Rows | bytes, name: str = "table.csv", client: Client | None = None) -> Any:
        content = table if isinstance(table, bytes) else as_csv(table)
        file = SimpleUploadedFile(name, content)
        return (client or keeper).post(ADDRESS, {"file": file})

    return post


@pytest.fixture
def confirm(keeper: Client) -> Callable[..., Any]:
    """Says yes to what an answer shows."""

    def post(shown: Any, *add: int) -> Any:
        plan = shown.context["plan"]
        form = {"confirm": shown.context["mark"], "plan": plan.mark, "add": list(add)}
        return keeper.post(ADDRESS, form, follow=True)

    return post
