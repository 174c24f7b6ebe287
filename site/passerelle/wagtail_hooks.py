"""Handbook, self-audit and search index in the editing screens, and what these list to whom."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from access.decisions import may
from access.generation import is_unconfirmed
from passerelle.admin.crossing import ask_before_bulk, ask_before_copy, ask_before_move
from passerelle.admin.front_page import show_what_waits
from passerelle.admin.screens import OwnPageScreens
from passerelle.admin.seen import chosen_pages
from passerelle.admin.translations import OwnTranslationsReportView
from passerelle.views.audit import show_audit
from passerelle.views.confirmation import show_confirmation
from passerelle.views.contact_messages import show_messages
from passerelle.views.faults import show_faults
from passerelle.views.held_files import show_held_files
from passerelle.views.our_site import show_our_site
from passerelle.views.personal_data import show_register
from passerelle.views.search_index import show_index
from passerelle.views.search_order import show_order
from passerelle.views.status import show_status
from passerelle.views.version_name import show_version_name
from passerelle.views.work_ahead import show_work_ahead


@hooks.register("register_help_menu_item")
def handbook() -> MenuItem:
    """How to do things here, in the editor's language."""
    return MenuItem(_("User guide"), reverse("handbook"), icon_name="help", order=1)


@hooks.register("register_admin_menu_item")
def work_item() -> MenuItem:
    """What there is to do, by month, after the pages."""
    address = reverse("work_ahead")
    return MenuItem(_("Work ahead"), address, icon_name="calendar-alt", order=110)


class AdministratorsItem(MenuItem):
    """Leads administrators to a screen of theirs."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the screen would answer this person."""
        return bool(may(request.user, "administer", None))


@hooks.register("register_reports_menu_item")
def audit_item() -> MenuItem:
    """The self-audit, after Wagtail's own reports."""
    return AdministratorsItem(_("Access audit"), reverse("audit"), icon_name="view", order=1300)


class ConfirmationItem(AdministratorsItem):
    """Stands in the menu as long as there is something to confirm."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the site was restored and she may confirm."""
        return is_unconfirmed() and super().is_shown(request)


@hooks.register("register_admin_menu_item")
def confirmation_item() -> MenuItem:
    """What has to be done after a restore, before anything else."""
    return ConfirmationItem(
        _("After a restore"), reverse("confirmation"), icon_name="warning", order=1
    )


@hooks.register("register_reports_menu_item")
def index_item() -> MenuItem:
    """How the search index is."""
    address = reverse("search_index")
    return AdministratorsItem(_("Search index"), address, icon_name="search", order=1310)


class WatchersItem(MenuItem):
    """Leads to how the site is."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the screen would answer this person."""
        return bool(may(request.user, "watch", None))


@hooks.register("register_reports_menu_item")
def status_item() -> MenuItem:
    """How the site's services are."""
    address = reverse("status")
    return WatchersItem(_("State of the site"), address, icon_name="info-circle", order=1320)


@hooks.register("register_reports_menu_item")
def faults_item() -> MenuItem:
    """What went wrong lately."""
    address = reverse("faults")
    return AdministratorsItem(_("Errors and slowness"), address, icon_name="warning", order=1330)


@hooks.register("register_reports_menu_item")
def register_item() -> MenuItem:
    """What is done with what is known of people."""
    address = reverse("register")
    return AdministratorsItem(_("Register of processing"), address, icon_name="list-ul", order=1340)


@hooks.register("register_reports_menu_item")
def held_files_item() -> MenuItem:
    """What is kept back until somebody has judged it."""
    address = reverse("held_files")
    return AdministratorsItem(_("Files kept back"), address, icon_name="lock", order=1345)


@hooks.register("register_settings_menu_item")
def order_item() -> MenuItem:
    """What counts for the order of results."""
    return AdministratorsItem(
        _("Order of results"), reverse("search_order"), icon_name="order", order=1320
    )


@hooks.register("register_settings_menu_item")
def our_site_item() -> MenuItem:
    """What the site is called and looks like."""
    return AdministratorsItem(_("Our site"), reverse("our_site"), icon_name="site", order=10)


@hooks.register("register_settings_menu_item")
def messages_item() -> MenuItem:
    """What visitors wrote."""
    address = reverse("contact_messages")
    return AdministratorsItem(_("Messages received"), address, icon_name="mail", order=20)


@hooks.register("register_admin_urls")
def own_screens() -> list[URLPattern]:
    """The addresses of the self-audit and of what looks after the search."""
    return [
        path("work-ahead/", show_work_ahead, name="work_ahead"),
        path("settings/search/", show_order, name="search_order"),
        path("settings/our-site/", show_our_site, name="our_site"),
        path("settings/messages/", show_messages, name="contact_messages"),
        path("reports/audit/", show_audit, name="audit"),
        path("reports/restore/", show_confirmation, name="confirmation"),
        path("reports/search/", show_index, name="search_index"),
        path("reports/status/", show_status, name="status"),
        path("reports/faults/", show_faults, name="faults"),
        path("reports/personal-data/", show_register, name="register"),
        path("reports/files/", show_held_files, name="held_files"),
        path(
            "pages/<int:page_id>/versions/<int:revision_id>/name/",
            show_version_name,
            name="version_name",
        ),
    ]


@hooks.register("register_admin_viewset")
def page_screens() -> OwnPageScreens:
    """The screens on which pages are written: see `passerelle.admin.screens`."""
    return OwnPageScreens()


@hooks.register("insert_global_admin_js")
def forget_what_was_saved() -> SafeString:
    """On every screen, let the device forget what is saved."""
    return format_html('<script defer src="{}"></script>', static("theme/drafts.js"))


@hooks.register("insert_editor_js")
def keep_what_is_written() -> SafeString:
    """Where something is written, keep it on the device."""
    return format_html('<script defer src="{}"></script>', static("passerelle/writing.js"))


@hooks.register("construct_page_chooser_queryset")
def narrow_choice(pages: Any, request: HttpRequest) -> Any:
    """Offer as links only what the person may see; Wagtail offers every page, and drafts."""
    return pages.filter(pk__in=chosen_pages(request.user).values("pk"))


@hooks.register("construct_reports_menu")
def hide_network_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out the report that counts what lies in all spaces."""
    if not getattr(request.user, "is_superuser", False):
        items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("register_admin_urls", order=-1)
def own_translations() -> list[URLPattern]:
    """Stand before the addresses of wagtail-localize's report, which lists everybody's."""
    address = "localize/reports/translations/"
    return [
        path(address, OwnTranslationsReportView.as_view()),
        path(f"{address}results/", OwnTranslationsReportView.as_view(results_only=True)),
    ]


hooks.register("construct_homepage_panels", show_what_waits)
hooks.register("before_move_page", ask_before_move)
hooks.register("before_copy_page", ask_before_copy)
hooks.register("before_bulk_action", ask_before_bulk)
