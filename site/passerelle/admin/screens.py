"""The screens of pages that stand in the place of Wagtail's."""

from pages.checks.publishing import PageScreens
from passerelle.admin.history import VersionsView
from passerelle.admin.saving import ChangePageView, NewPageView


class OwnPageScreens(PageScreens):
    """Those of the check-list, of writing, and of the history, for pages of every type."""

    add_view_class = NewPageView
    edit_view_class = ChangePageView
    history_view_class = VersionsView
