"""Wagtail's screens that change one record: none writes over a newer version in silence.

Every screen that is made of Wagtail's `EditView` is ours from the moment that it gets an address:
those of records, groups, accounts, files, collections, workflows, sites, and any that come.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import select_template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import workflows
from wagtail.admin.views.generic import EditView
from wagtail.users.views.groups import PermissionPanelFormsMixin
from wagtail_localize.locales import views as locales

from access.holding import hold
from access.versioned import VersionedForm

PANELS: dict[str, str | Promise] = {
    "page_permissions": _("Page permissions"),
    "collection_permissions": _("Collection management permissions"),
    "image_permissions": _("Image permissions"),
    "document_permissions": _("Document permissions"),
}
"""What the tables of rights beneath a group are called, by the name of their fields."""


class OverNothingNewer:
    """What these screens lack; it stands before them."""

    request: HttpRequest
    object: Any
    hydrate_create_view: bool

    def get_form_class(self) -> type[Any]:
        """Their form, which carries the version that it was begun from."""
        form_class: Any = super().get_form_class()  # type: ignore[misc]
        made: type[Any] = type(form_class)(form_class.__name__, (VersionedForm, form_class), {})
        return made

    def get_form(self, form_class: Any = None) -> Any:
        """The form, which knows what else the screen changes."""
        form = super().get_form(form_class)  # type: ignore[misc]
        form.beside = beside(self)
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save, or show both; who saves at the same moment waits for the first one to end."""
        with transaction.atomic():
            if not hasattr(self, "object"):
                self.object = self.found
            hold(request, self.object)
            response: HttpResponseBase = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def form_invalid(self, form: VersionedForm) -> HttpResponseBase:
        """What was typed, and beside it what somebody else saved meanwhile."""
        if self.request.FILES:
            # A file that was sent is not kept: the screen shows the one that is.
            self.object = self.found
        response: HttpResponseBase = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = form.status_code(200)
        return response

    @property
    def found(self) -> Any:
        """The record as it is saved."""
        return super().get_object()  # type: ignore[misc]

    def get_template_names(self) -> list[str]:
        """Ours, around their whole screen."""
        names: list[str] = super().get_template_names()  # type: ignore[misc]
        return names if self.hydrate_create_view else ["look/change_record.html"]

    @property
    def whole_screen(self) -> Any:
        """Theirs."""
        return select_template(super().get_template_names())  # type: ignore[misc]


def beside(view: Any) -> Mapping[str, Any]:
    """The forms and rows that a screen saves besides its form, by what they are called."""
    if isinstance(view, PermissionPanelFormsMixin):
        return {str(PANELS[panel.prefix]): panel for panel in view.permission_panel_forms}
    if isinstance(view, workflows.Edit) and view.object.active:
        return {
            "": view.get_content_type_form(),
            str(_("Pages")): view.get_pages_formset(),
        }
    if isinstance(view, locales.EditView):
        return {str(number): form for number, (*_one, form) in enumerate(view.components)}
    return {}


@cache
def over_nothing_newer(view: Any) -> Any:
    """A screen that shows both texts before one takes the other's place."""
    return type(view.__name__, (OverNothingNewer, view), {"__module__": view.__module__})


def watch_records() -> None:
    """Give every screen that changes a record an address of its better half."""
    as_view = EditView.as_view.__func__

    def as_our_view(view: Any, **initial: Any) -> Callable[..., HttpResponseBase]:
        answer: Callable[..., HttpResponseBase] = as_view(over_nothing_newer(view), **initial)
        return answer

    EditView.as_view = classmethod(as_our_view)
