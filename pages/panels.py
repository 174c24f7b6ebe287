"""“Who can see this?”, said on the editing screen of every page."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel

from access.decisions import audience_in_words


class AudiencePanel(HelpPanel):
    """Tells who can read the page, before and after it is published."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Who can see this page"))
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel for one page."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.content: str | Promise = audience_in_words(self.instance)
