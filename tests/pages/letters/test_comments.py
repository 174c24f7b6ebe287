"""Comments of editors reach those who follow them, while these may edit the page.

Our own page types have no comments in their forms: the function that Wagtail's edit view calls is
called here as that view does.
"""

from typing import Any

from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.admin.views.pages import edit
from wagtail.models import Comment, CommentReply, Page
from wagtail.users.models import UserProfile

from people.models import Letter, Person
from people.post.send import send_due
from people.post.stop import read_token
from tests.factories import PersonFactory


def tell(draft: Page, editor: Person, *followers: Person, **changes: list[Any]) -> None:
    """What Wagtail's edit view does when comments changed."""
    nothing: dict[str, list[Any]] = {
        f"{name}_comments": [] for name in ("new", "resolved", "deleted", "replied")
    }
    context = {"page": draft, "editor": editor, **nothing, **changes}
    assert edit.send_notification(list(followers), "updated_comments", context)


def comment(draft: Page, person: Person, text: str) -> Comment:
    """A comment on the title."""
    return Comment.objects.create(page=draft, user=person, text=text, contentpath="title")


def test_a_comment_reaches_those_who_follow_the_page(
    draft: Page, editor: Person, second_editor: Person
) -> None:
    said = comment(draft, editor, "Et le budget ?")
    for _time in range(2):
        tell(draft, editor, second_editor, new_comments=[said])
    letter = Letter.objects.get()
    assert letter.facts["new"] == [said.pk]
    assert "budget" not in str(letter.facts)
    assert send_due() == {"sent": 1}
    message = mail.outbox[0]
    assert message.to == [second_editor.email]
    assert message.subject == "New in the comments of a page"
    assert "1 comment was written." in message.body
    assert "> Awa Diallo: Et le budget ?" in message.body
    assert f"/admin/pages/{draft.pk}/edit/" in message.body


def test_answers_and_what_was_settled_or_deleted_are_told_too(
    draft: Page, editor: Person, second_editor: Person
) -> None:
    asked = comment(draft, second_editor, "Et le budget ?")
    reply = CommentReply.objects.create(comment=asked, user=editor, text="Le voici.")
    changes: dict[str, list[Any]] = {
        "replied_comments": [{"comment": asked, "replies": [reply]}],
        "resolved_comments": [asked],
        "deleted_comments": [Comment(), Comment()],
    }
    tell(draft, editor, second_editor, **changes)
    send_due()
    body = mail.outbox[0].body
    assert "> Awa Diallo: Le voici." in body
    assert "1 comment was settled." in body
    assert "2 comments were deleted." in body


def test_words_that_were_taken_back_before_the_sending_are_not_sent(
    draft: Page, editor: Person, second_editor: Person
) -> None:
    said = comment(draft, editor, "Et le budget ?")
    tell(draft, editor, second_editor, new_comments=[said])
    Comment.objects.all().delete()
    assert send_due() == {"dropped": 1}


def test_comments_of_another_page_are_not_read_by_their_ids(
    draft: Page, editor: Person, second_editor: Person, home: Page
) -> None:
    elsewhere = comment(home, editor, "Secret")
    said = comment(draft, editor, "Et le budget ?")
    tell(draft, editor, second_editor, new_comments=[said, elsewhere])
    send_due()
    assert "Secret" not in mail.outbox[0].body


def test_whoever_may_no_longer_edit_the_page_or_unticked_the_box_reads_no_comment(
    draft: Page, editor: Person, second_editor: Person
) -> None:
    said = comment(draft, editor, "Et le budget ?")
    third = PersonFactory()
    third.groups.set(editor.groups.all())
    tell(draft, editor, second_editor, third, new_comments=[said])
    second_editor.groups.clear()
    UserProfile.objects.filter(user=third).update(updated_comments_notifications=False)
    assert send_due() == {"dropped": 2}
    tell(draft, editor, third, new_comments=[comment(draft, editor, "Encore")])
    assert Letter.objects.waiting().count() == 0


def test_the_stop_link_stops_the_comments_of_this_page(
    draft: Page, editor: Person, second_editor: Person
) -> None:
    tell(draft, editor, second_editor, new_comments=[comment(draft, editor, "Un")])
    send_due()
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    stop = read_token(link.rstrip("/").rpartition("/")[2])
    assert stop is not None
    assert stop.topic == f"page:{draft.pk}"
    stop.apply()
    tell(draft, editor, second_editor, new_comments=[comment(draft, editor, "Deux")])
    assert send_due() == {}


def test_telling_many_asks_the_database_no_more_often(draft: Page, editor: Person) -> None:
    counts = []
    for size in (2, 30):
        said = comment(draft, editor, "Bonjour")
        followers = PersonFactory.create_batch(size)
        with CaptureQueriesContext(connection) as queries:
            tell(draft, editor, *followers, new_comments=[said])
        counts.append(len(queries))
    assert counts[0] == counts[1]
