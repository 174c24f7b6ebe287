"""A text that is laid out before it is written: its form, and what of it is published."""

from typing import Any

from django.db import models

from pages.checks.form import CheckedPageForm
from pages.sections import laid_out, points_to_fill, said


class SeminarForm(CheckedPageForm):
    """Brings the parts of a write-up, until something is written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        page = kwargs.get("instance")
        is_sent = bool(args) or kwargs.get("data") is not None
        if page is not None and not is_sent:
            if not said(page.write_up.raw_data):
                page.write_up = laid_out(page.locale.language_code)
            if not said(page.key_points.raw_data):
                page.key_points = points_to_fill()
        super().__init__(*args, **kwargs)


class WithSections(models.Model):
    """A page of texts, of which what is still to be filled in is not published."""

    class Meta:
        abstract = True

    live: bool
    body_fields: tuple[str, ...]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What is published says something: parts that are still to be filled in are left out."""
        if self.live:
            self.leave_out_what_is_empty()
        super().save(*args, **kwargs)

    def leave_out_what_is_empty(self) -> None:
        """Drop titles without a text, and texts without words; drafts keep them."""
        for name in self.body_fields:
            blocks = list(getattr(self, name).raw_data)
            kept = said(blocks)
            if len(kept) < len(blocks):
                setattr(self, name, kept)
