"""An event to write up, people with and without rights, files to send."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from wagtail.models import GroupPagePermission, Page

from pages.models import Seminar
from people.models import Person

FILES = Path(__file__).parent / "documents/files"


@pytest.fixture
def send() -> Callable[[str], SimpleUploadedFile]:
    """Makes an upload of a file of the corpus."""
    return lambda name: SimpleUploadedFile(name, (FILES / name).read_bytes())


@pytest.fixture
def media(settings, tmp_path) -> Path:
    """A folder of its own for stored pictures."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def seminar(db, media) -> Seminar:
    """A published seminar without a write-up."""
    page = Seminar(title="Winter seminar", starts_on=datetime.date(2031, 1, 15))
    Page.get_first_root_node().add_child(instance=page)
    return page


def member_of_administration(email: str, *rights: str, page: Page | None = None) -> Person:
    """Somebody who enters the administration, with rights on a page."""
    group = Group.objects.create(name=email)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in rights:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=right)
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    person = Person.objects.create_user(email)
    person.groups.add(group)
    return person


@pytest.fixture
def editor(seminar) -> Person:
    """Somebody who may edit the seminar."""
    return member_of_administration("editor@example.org", "change_page", page=seminar)


@pytest.fixture
def outsider(seminar) -> Person:
    """Somebody of the administration who may edit other pages, not the seminar."""
    other = Page.get_first_root_node().add_child(instance=Page(title="Elsewhere"))
    return member_of_administration("outsider@example.org", "change_page", page=other)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Messages are compared in the language that they are written in."""
    with translation.override("en"):
        yield
