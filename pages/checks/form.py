"""The form of every page: its title is enough to save it, the check-list to hold it back."""

import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from pages.checks.run import preventing
from people.forms.text import is_seen
from thesaurus.towers import without_towers


class CheckedPageForm(WagtailAdminPageForm):
    """Wagtail's, which also asks the check-list when the page is to be published."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # The page makes its address from its title; the script may have had no time to.
            self.fields["slug"].required = False

    def clean_title(self) -> str:
        """A title that can be read.

        Raises:
            ValidationError: nothing of it is seen.
        """
        title = without_towers(unicodedata.normalize("NFC", self.cleaned_data["title"]))
        if not is_seen(title):
            raise ValidationError(self.fields["title"].error_messages["required"])
        return title

    def clean_slug(self) -> str:
        """An address in small letters, so that two never differ by their size alone.

        Raises:
            ValidationError: it has other signs, or is another page's or the site's own; Wagtail's
                check knows nothing of either, and saving the page would break.
        """
        slug: str = (self.cleaned_data["slug"] or "").lower()
        if slug:
            validate_slug(slug)
        if slug and not self.instance._slug_is_available(slug, self.parent_page, self.instance):
            sentence = _(
                "“%(slug)s” is taken, by another page or by the site itself: choose another."
            )
            raise ValidationError(sentence, params={"slug": slug})
        return slug

    def _post_clean(self) -> None:
        """Refuse once the page has what was typed: Django offers no public place after that."""
        super()._post_clean()
        if self.is_deferred_validation or not publishes(self.data):
            return
        for sentence in refusal(self.instance):
            self.add_error(None, sentence)


def publishes(data: Any) -> bool:
    """Whether what was sent asks to publish: at once, on a date, or by accepting what was read."""
    if data.get("action-publish"):
        return True
    return bool(
        data.get("action-workflow-action") and data.get("workflow-action-name") == "approve"
    )


def refusal(page: Any) -> list[str]:
    """Why a page is not published, what was kept and what to do; empty where it may be."""
    lines = [f"{finding.where} – {finding.sentence}" for finding in preventing(page)]
    if not lines:
        return []
    kept = _(
        "The page was not published. What you wrote is kept: correct what follows, or save a draft."
    )
    return [kept, *lines]
