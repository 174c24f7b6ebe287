"""Editors' comments on a page: letters in place of Wagtail's own mail."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.pages import edit
from wagtail.models import Comment, CommentReply

from access.decisions import Decision
from pages.letters.page import PageLetter, edit_action, page_of, those_who_want
from people.models import Letter, Person
from people.post.kinds import register
from people.post.write import write


class Commented(PageLetter):
    """To those who follow the comments of a page.

    Facts: `page`, `editor`, ids of `new`, `replies` and `resolved`, how many were `deleted`.
    """

    code = "page_commented"
    stop_words = gettext_lazy("comments on this page")
    wagtail_setting = "updated_comments"

    def topic(self, facts: dict[str, Any]) -> str:
        """The page: comments on others are another matter."""
        return f"page:{facts['page']}"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """Something of what was told is still there."""
        is_something_left = written(letter) or letter.facts["resolved"] or letter.facts["deleted"]
        return super().still_holds(letter, person) if is_something_left else False

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Who said what, as it reads now."""
        facts, page = letter.facts, page_of(letter)
        editor = Person.objects.get(pk=facts["editor"])
        said = written(letter)
        return {
            "subject": _("New in the comments of a page"),
            "heading": _("New in the comments of “%(title)s”")
            % {"title": page.get_admin_display_title()},
            "lines": [_("By %(editor)s:") % {"editor": editor}, *self.counts(facts, len(said))],
            "quote": "\n\n".join(f"{one.user}: {one.text}" for one in said),
            "action": edit_action(page),
        }

    def counts(self, facts: dict[str, Any], said: int) -> list[str]:
        """How many were written, settled and taken away; nothing for none."""
        resolved, deleted = len(facts["resolved"]), facts["deleted"]
        counts = (
            (said, ngettext("%d comment was written.", "%d comments were written.", said)),
            (resolved, ngettext("%d comment was settled.", "%d comments were settled.", resolved)),
            (deleted, ngettext("%d comment was deleted.", "%d comments were deleted.", deleted)),
        )
        return [words % number for number, words in counts if number]


def written(letter: Letter) -> list[Any]:
    """The comments and answers that a letter is about, those that are still there."""
    page, facts = letter.facts["page"], letter.facts
    new = Comment.objects.filter(page=page, pk__in=facts["new"])
    replies = CommentReply.objects.filter(comment__page=page, pk__in=facts["replies"])
    return [*new.select_related("user"), *replies.select_related("user")]


def comments_changed(recipients: Iterable[Person], setting: str, changes: dict[str, Any]) -> bool:
    """Write to those who follow the comments of a page.

    Args:
        recipients: people whom Wagtail would have sent mail.
        setting: the name of their box in Wagtail's account screen.
        changes: what Wagtail gives its templates: the page, its editor, lists of comments.

    Returns:
        That nothing failed, as Wagtail's function does.
    """
    page = changes["page"]
    facts = {
        "page": page.pk,
        "editor": changes["editor"].pk,
        "new": [comment.pk for comment in changes["new_comments"]],
        "replies": [
            reply.pk for replied in changes["replied_comments"] for reply in replied["replies"]
        ],
        "resolved": [comment.pk for comment in changes["resolved_comments"]],
        "deleted": len(changes["deleted_comments"]),
    }
    # One saving is one event, but an automatic one may write over the revision of the last.
    key = f"revision:{page.latest_revision_id}:{facts}"
    write(Commented.code, those_who_want(setting, recipients), facts, key=key)
    return True


def connect() -> None:
    """Register the kind, and write where Wagtail's edit view would send mail in the request.

    It calls one function and offers no setting to name another; this can go when it does.
    """
    register(Commented())
    edit.send_notification = comments_changed
