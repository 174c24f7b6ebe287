"""The screens on which pages are written: no words are overwritten in silence, and none are lost.

Wagtail's autosave refuses to write over a newer version; its buttons do not, and neither gives
back what is kept on a device. All this can go when they do.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from access.device import key_in, telling_saved
from pages.actions.name_version import name_version
from passerelle.admin.difference import differences
from passerelle.forms.version_name import VersionNameForm

FOUND = 302
CONFLICT = 409


class WritingView:
    """What the screens for new and for existing pages have in common."""

    request: HttpRequest
    form: Any

    def take_what_was_sent(self, parent: Page) -> None:
        """Make the form of the words that were sent, as Wagtail does before it saves."""
        view: Any = self
        self.form = view.form_class(
            self.request.POST,
            self.request.FILES,
            instance=view.page,
            subscription=view.subscription,
            parent_page=parent,
            for_user=self.request.user,
        )

    def show_again(self) -> HttpResponseBase:
        """The form with the words that were sent, to go on with: nothing is saved yet."""
        view: Any = self
        view.has_unsaved_changes = True
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        response: HttpResponseBase = view.render_to_response(view.get_context_data())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Also by which key the device keeps the words that are shown again."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "draft_key": key_in(self.request)}


class NewPageView(WritingView, CreateView):
    """Wagtail's screen for a new page, which also gives back what a device kept."""

    template_name = "passerelle/new_page.html"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Save, or show again."""
        if "show-again" in request.POST:
            self.take_what_was_sent(self.parent_page)
            return self.show_again()
        return telling_saved(request, super().post(request))


class ChangePageView(WritingView, EditView):
    """Wagtail's screen for a page, which shows both texts before one takes the other's place."""

    is_conflict = False

    def get_template_names(self) -> list[str]:
        """Ours in the place of Wagtail's whole screen."""
        names: list[str] = super().get_template_names()
        if self.is_conflict:
            return ["passerelle/conflict.html"]
        return [name.replace("wagtailadmin/pages/edit.html", OWN_TEMPLATE) for name in names]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save, show again, or show both texts.

        Whoever saves at the same moment waits for the first one to end, then finds her version.
        """
        with transaction.atomic():
            page = get_object_or_404(Page.objects.select_for_update(), pk=self.page.pk)
            self.latest_revision = page.get_latest_revision()
            self.page.latest_revision = self.latest_revision
            is_refused = self.is_out_of_date and not self.expects_json_response
            if self.page.alias_of_id or not (is_refused or "show-again" in request.POST):
                response = super().post(request, *args, **kwargs)
                if response.status_code == FOUND:
                    self.name_what_was_saved()
                return telling_saved(request, response)
        self.take_what_was_sent(self.parent)
        return self.show_both() if is_refused else self.show_again()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Also the field for a name of the version; shown again, it keeps what was written."""
        form = VersionNameForm(self.request.POST or None)
        return {**super().get_context_data(**kwargs), "version_form": form}

    def name_what_was_saved(self) -> None:
        """Give the newest version the name that was written beside the button, if one was."""
        form = VersionNameForm(self.request.POST)
        if not form.is_valid():
            messages.warning(self.request, form.refusal)
        elif name := form.cleaned_data["version_name"]:
            page = Page.objects.get(pk=self.page.pk)
            name_version(page, page.latest_revision, name, self.request.user)

    @property
    def is_out_of_date(self) -> bool:
        """Also where somebody began when there was no version at all, and now there is one."""
        marks = ("overwrite_revision_id", "loaded_revision_id")
        if any(self.request.POST.get(mark) for mark in marks):
            return bool(EditView.is_out_of_date.func(self))
        return bool(self.latest_revision) and "loaded_nothing" in self.request.POST

    def show_both(self) -> HttpResponseBase:
        """Her words in the form, and how the version differs that somebody saved meanwhile.

        What she does next she does knowingly: the form now counts as begun from that version.
        """
        self.autosave_enabled = False
        theirs = self.latest_revision
        assert theirs is not None
        self.is_conflict = True
        response: Any = self.show_again()
        mine = self.form.save(commit=False) if self.form.is_valid() else self.form.instance
        panel = self.page_class.get_edit_handler()
        bound = panel.get_bound_panel(instance=mine, request=self.request, form=None)
        found = differences(bound.get_comparison(), theirs.as_object(), mine)
        response.context_data |= {"theirs": theirs, "differences": found}
        response.status_code = CONFLICT
        return response

    def json_error_response(self, error_code: str, error_message: str) -> HttpResponse:
        """Wagtail's words; a refused overwrite is no other fault."""
        response: HttpResponse = super().json_error_response(error_code, error_message)
        if error_code == "invalid_revision":
            response.status_code = CONFLICT
        return response


OWN_TEMPLATE = "passerelle/change_page.html"
