"""The other ways in which a draft comes to be published: accepted in one step, or with others."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from pages.checks.form import refusal
from pages.checks.run import preventing


class CheckedWorkflowAction(WorkflowActionView):
    """Wagtail's would publish what the check-list prevents; it has no hook before that."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the editing screen with what is to be corrected, or accept."""
        draft = self.task_state.revision.as_object()
        lines = refusal(draft) if self.action_name == "approve" else []
        if not lines:
            response: HttpResponse = super().post(request, *args, **kwargs)
            return response
        messages.error(request, " ".join(lines))
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            answer = {"step": "success", "redirect": self.redirect_url}
            modal: HttpResponse = self.render_modal_json(request, answer)
            return modal
        return redirect(self.redirect_url)


class PageScreens(PageViewSet):
    """Wagtail's screens of pages, but for this one; the house adds its own and enters them."""

    workflow_action_view_class = CheckedWorkflowAction


def refuse_bulk(
    request: HttpRequest, action_type: str, pages: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Name the pages that cannot be published; None where all can be."""
    if action_type != "publish" or action.model is not Page:
        return None
    with_beneath = action.cleaned_form.cleaned_data["include_descendants"]
    titles = [
        draft.get_admin_display_title()
        for draft in drafts(pages, with_beneath)
        if is_ours(draft) and preventing(draft)
    ]
    if not titles:
        return None
    messages.error(
        request,
        _(
            "Nothing was published. The check-list of these pages names what is to be corrected "
            "first: %(titles)s."
        )
        % {"titles": ", ".join(_("“%(title)s”") % {"title": title} for title in titles)},
    )
    return redirect(action.next_url)


def drafts(pages: Sequence[Page], with_beneath: bool) -> Iterator[Any]:
    """The drafts that would be published."""
    for page in pages:
        yield page.get_latest_revision_as_object()
        if with_beneath:
            for beneath in page.get_descendants().not_live():
                yield beneath.get_latest_revision_as_object()


def is_ours(page: Any) -> bool:
    """Whether a page is of one of our types: the root of the tree is not."""
    return hasattr(page, "body_fields")
