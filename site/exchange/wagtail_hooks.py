"""The address of the screen in the administration, and the buttons that lead to it."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from exchange.directory.views import export, show_import
from exchange.permissions import has_write_up_from_file, may_correct_directory, may_import_write_up
from exchange.write_ups.new_seminar import show_new_seminar
from exchange.write_ups.result import show_result
from exchange.write_ups.views import show_old_address, show_write_up
from people.models import Person

PRIORITY = 35


@hooks.register("register_admin_urls")
def write_up_address() -> list[URLPattern]:
    """The addresses of the screens, and the one of former times."""
    here = "pages/<int:page_id>/import-write-up/"
    return [
        path(here, show_write_up, name="write_up"),
        path(f"{here}result/", show_result, name="write_up_result"),
        path("write-up/<int:page_id>/", show_old_address),
        path("pages/<int:parent_page_id>/new-seminar/", show_new_seminar, name="new_seminar"),
    ]


@hooks.register("register_admin_urls")
def directory_addresses() -> list[URLPattern]:
    """The addresses of the directory by spreadsheet."""
    return [
        path("directory/import/", show_import, name="directory_import"),
        path("directory/organisations.<str:ending>", export, name="directory_export"),
    ]


@hooks.register("register_organization_buttons")
def spreadsheet_button(person: Person) -> Iterator[Button]:
    """What stands above the list of organisations, for those who may correct all of them."""
    if may_correct_directory(person):
        yield Button(
            _("By spreadsheet"), reverse("directory_import"), icon_name="table", priority=10
        )


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
            _("Import a write-up"),
            reverse("write_up", args=[page.pk]),
            icon_name="upload",
            priority=PRIORITY,
        )
