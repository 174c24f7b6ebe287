"""The editing screens' form for a record, which is saved over no newer version in silence."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from wagtail.snippets.views.snippets import EditView

from access.holding import hold
from access.versioned import VersionedForm

WAGTAILS = "wagtailsnippets/snippets/edit.html"


class OverNothingNewer:
    """What the screens of Wagtail that change one record lack; it stands before them."""

    object: Any

    def get_form_class(self) -> type[Any]:
        """The form of the panels, which carries the version that it was begun from."""
        form_class: Any = super().get_form_class()  # type: ignore[misc]
        made: type[Any] = type(form_class)(form_class.__name__, (VersionedForm, form_class), {})
        return made

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save, or show both; who saves at the same moment waits for the first one to end."""
        with transaction.atomic():
            hold(request, self.object)
            response: HttpResponseBase = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def form_invalid(self, form: VersionedForm) -> HttpResponseBase:
        """What was typed, and beside it what somebody else saved meanwhile."""
        response: HttpResponseBase = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = form.status_code(200)
        return response


class ChangeRecordView(OverNothingNewer, EditView):
    """Wagtail's screen for a snippet; each viewset of ours names it."""

    def get_template_names(self) -> list[str]:
        """Ours in the place of Wagtail's whole screen."""
        names: list[str] = super().get_template_names()
        return [name.replace(WAGTAILS, "look/change_record.html") for name in names]
