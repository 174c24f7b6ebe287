"""Said on the editing screen of a page: who sees it, how it stands to its original; its themes."""

from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import HelpPanel
from wagtail.models import Page

from access.kinds import KINDS
from access.visibility import audiences_of, visible_to
from access.who import panel
from languages.models import TranslationLink


class FreshnessPanel(HelpPanel):
    """Tells how a translation or an adaptation stands to its original, as its readers are told."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("The original of this page"))
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel for one page."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            # Where versions are compared there is no form, and nothing is shown of the panel.
            if self.form is not None:
                self.content = freshness_html(self.request.user, self.instance)

        def is_shown(self) -> bool:
            """Whether the page was made from another."""
            return bool(super().is_shown() and self.content)


def freshness_html(person: Any, page: Page) -> SafeString:
    """How a page stands to its original, with a link to what changed; empty for one that has none.

    The link also leads to where an editor says that the page follows.
    """
    from pages.made_from import ties_of

    made = ties_of(page, audiences_of(person)).made_from
    if made is None:
        return SafeString("")
    share = "" if made.is_adaptation else _("%(share)s %% translated") % {"share": made.complete}
    address = changes_to_see(person, page)
    link = format_html('<a href="{}">{}</a>', address, _("See what changed")) if address else ""
    return format_html("<p><strong>{}</strong> {}</p><p>{}</p>", made.told, share, link)


def changes_to_see(person: Any, page: Page) -> str:
    """The address of what changed in the original of a page; empty if she may not see both."""
    from pages.made_from import changes_address

    if page.pk is None or not page.live:
        return ""
    audiences = audiences_of(person)
    links = TranslationLink.objects.filter(
        target__in=visible_to(Page.objects.filter(pk=page.pk), audiences),
        source__in=visible_to(Page.objects.all(), audiences),
    )
    return changes_address(page) if links.exists() else ""


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


def say_where_to_propose() -> SafeString:
    """Where an editor proposes the theme that she does not find, beside the page she is writing."""
    return format_html(
        '{} <a href="{}" target="_blank">{}</a>',
        _("Is a theme missing?"),
        reverse("propose_term"),
        _("Propose a theme"),
    )


missing_theme = lazy(say_where_to_propose, SafeString)
"""The same, worked out when the screen is shown, in the language of its reader."""
