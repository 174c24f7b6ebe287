"""“Who can see this?”, said on the editing screen of every page."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import HelpPanel
from wagtail.models import Page

from access.kinds import KINDS
from access.who import panel


class AudiencePanel(HelpPanel):
    """Tells who can read the page, before and after it is published."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Who can see this page"))
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel for one page."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.content = audience_html(self.request.user, self.instance)


def audience_html(person: Any, page: Page) -> SafeString:
    """Who can see a page, in words and number, and why; a page being added has its parent's."""
    if page.pk is None:
        return format_html("<p>{}</p>", _("Once saved: those who see the page above it."))
    answer = panel(person, KINDS["page"], page)
    number = ""
    if answer.count is not None:
        words = ngettext("%(number)d person.", "%(number)d people.", answer.count)
        number = words % {"number": answer.count}
    return format_html(
        '<p>{} {}</p><ul>{}</ul><p><a href="{}">{}</a></p>',
        answer.words,
        number,
        format_html_join("", "<li>{}</li>", ((reason,) for reason in answer.why)),
        reverse("who", args=["page", page.pk]),
        _("Who can see this?"),
    )
