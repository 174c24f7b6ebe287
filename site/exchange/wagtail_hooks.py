"""The address of the screen in the administration, and the buttons that lead to it."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from exchange.permissions import has_write_up_from_file, may_import_write_up
from exchange.views import show_write_up
from people.models import Person

PRIORITY = 35


@hooks.register("register_admin_urls")
def write_up_address() -> list[URLPattern]:
    """The address of the screen."""
    return [path("write-up/<int:page_id>/", show_write_up, name="write_up")]


@hooks.register("register_page_header_buttons")
def header_button(
    page: Page, user: Person, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """A button on the screens of an event, for those who may edit it."""
    yield from write_up_button(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_button(page: Page, user: Person, next_url: str | None = None) -> Iterator[Button]:
    """A button beside an event in lists, for those who may edit it."""
    yield from write_up_button(page, user)


def write_up_button(page: Page, person: Person) -> Iterator[Button]:
    """The button, for the right pages and people only."""
    if has_write_up_from_file(page) and may_import_write_up(person, page):
        yield Button(
            _("Write-up from a file"),
            reverse("write_up", args=[page.pk]),
            icon_name="upload",
            priority=PRIORITY,
        )
