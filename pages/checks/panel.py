"""The check-list at the top of the editing screen, and the ways of looking at the page first."""

from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel
from wagtail.permissions import policy_registry

from files.models import Picture
from pages.checks.finding import Finding
from pages.checks.run import check

SHOWN_ADVICE = 5
"""Pieces of advice that stand open; the others open on demand."""


class CheckListPanel(HelpPanel):
    """Says what is to be corrected before the page is published."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Before you publish"))
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel for one page."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            # Where versions are compared there is no form, and nothing is shown of the panel.
            if self.form is not None:
                self.content = panel_html(self.request, self.instance, self.form.is_bound)

        @property
        def media(self) -> Media:
            """What keeps the list up to date while one writes."""
            return Media(js=["pages/check_list.js"], css={"all": ["pages/check_list.css"]})


def panel_html(request: HttpRequest, page: Any, was_sent: bool) -> SafeString:
    """The whole panel.

    Args:
        request: from the editor.
        page: as the form has it.
        was_sent: whether the form comes back with what was typed.
    """
    from pages.previews import offered_ways

    is_new = page.pk is None
    context = {
        # The script puts the number of a page in place of the 0 once it has one.
        "address": reverse("check_list", args=[page.pk or 0]),
        "draft_address": reverse("wagtailadmin_pages:view_draft", args=[page.pk or 0]),
        "ways": [] if is_new else offered_ways(page, request.user),
        "list": list_html(request, page) if was_sent or not is_new else "",
    }
    return SafeString(render_to_string("pages/check_list_panel.html", context, request))


def list_html(request: HttpRequest, page: Any) -> SafeString:
    """The lines of the check-list."""
    findings = check(page)
    mine = changeable(request.user, findings)
    lines = [(one, one.picture is not None and one.picture.pk in mine) for one in findings]
    advice = [line for line in lines if not line[0].rule.prevents]
    context = {
        "preventing": [line for line in lines if line[0].rule.prevents],
        "advice_count": len(advice),
        "advice": advice[:SHOWN_ADVICE],
        "more_advice": advice[SHOWN_ADVICE:],
    }
    return SafeString(render_to_string("pages/check_list.html", context, request))


def changeable(person: Any, findings: list[Finding]) -> set[int]:
    """The pictures among what was found that a person may change herself."""
    keys = {one.picture.pk for one in findings if one.picture}
    if not keys:
        return set()
    policy = policy_registry.get_by_type(Picture)
    own = policy.instances_user_has_permission_for(person, "change")
    return set(own.filter(pk__in=keys).values_list("pk", flat=True))
