"""The first page of the editing screens: what waits for whoever opened it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import LockedPagesPanel

from exchange.write_ups.new_seminar import may_begin
from pages.models import Seminar
from passerelle.admin.seen import seen_pages
from passerelle.admin.waiting import waiting_for


class WaitingPanel(Component):
    """What waits for her, with a way to begin a seminar where she may."""

    name = "waiting"
    template_name = "passerelle/waiting.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
        """The lists, and where a seminar is begun."""
        assert parent_context is not None
        person = parent_context["request"].user
        return {"waiting": waiting_for(person), "new_seminar": new_seminar_address(person)}


def new_seminar_address(person: Any) -> str:
    """Where the last seminar in her language lies, for whoever may add one there; else empty."""
    language = (get_language() or "").partition("-")[0]
    seen = Seminar.objects.filter(pk__in=seen_pages(person).values("pk"))
    last = seen.filter(locale__language_code=language).order_by("-pk").first()
    parent = last and last.get_parent().specific
    if parent is None or not may_begin(person, parent):
        return ""
    return reverse("new_seminar", args=[parent.pk])


def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    """Ours in the place of Wagtail's lists of drafts and of workflows, which say the same."""
    panels[:] = [WaitingPanel(), *(one for one in panels if isinstance(one, LockedPagesPanel))]
