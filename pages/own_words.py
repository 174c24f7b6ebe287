"""What somebody wrote in the editing screens, for her to take away, and what she left unsaved."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from django.db import models
from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.fields import StreamField
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    Page,
    Revision,
    TaskState,
    UploadedFile,
)
from wagtail_localize.models import SegmentOverride, StringTranslation

from files.models import Picture, SiteDocument
from languages.models import Remark
from pages.addresses import address_of
from pages.models.named_version import NamedVersion
from people.addresses import addresses_of
from people.erasure import Eraser, register_eraser
from people.models import Invitation, JoinRequest, Letter, OrganizationProposal, Person
from people.own_data import Rows, register_provider
from thesaurus.models import TermProposal

OF_THE_MOMENT = "csrfmiddlewaretoken"
OF_OTHERS = "wagtail_admin_comments"
"""What a version holds of remarks: whoever made one has it among her own."""


def page_rows(person: Person) -> Rows:
    """The pages of which she wrote a version, as she wrote it last."""
    mine = Revision.page_revisions.filter(user=person)
    last = mine.values("object_id").annotate(last=Max("pk")).values("last")
    revisions = Revision.objects.filter(pk__in=last).order_by("pk")
    keys = {int(revision.object_id) for revision in revisions}
    pages = Page.objects.select_related("locale").in_bulk(keys)
    return [
        row_of(pages[int(revision.object_id)], revision)
        for revision in revisions
        if int(revision.object_id) in pages
    ]


def row_of(page: Page, revision: Revision) -> dict[str, Any]:
    """A version of a page in words."""
    content = revision.content
    return {
        "title": content.get("title", ""),
        "text": "\n".join(texts_in(page.specific_class, content)),
        "language": page.locale.language_code,
        "address": address_of(page) if page.live else "",
        "written_at": revision.created_at,
    }


def texts_in(model: Any, content: dict[str, Any]) -> Iterator[str]:
    """What a version says in its fields and lists, without marks."""
    for field in model._meta.concrete_fields if model else ():
        written = content.get(field.name)
        if field.model is Page or field.choices or not written:
            continue
        if isinstance(field, StreamField):
            yield from map(strip_tags, strings_in(json.loads(written)))
        elif isinstance(field, models.CharField | models.TextField):
            yield strip_tags(written)
    for name, rows in content.items():
        if isinstance(rows, list) and name != OF_OTHERS:
            yield from map(strip_tags, strings_in(rows))


def strings_in(value: Any) -> Iterator[str]:
    """The texts of blocks, however deep they lie; their kinds and keys are no texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in ("id", "type"):
                yield from strings_in(item)


def file_rows(person: Person) -> Rows:
    """Files and pictures that she sent; each is downloaded from its page."""
    documents = SiteDocument.objects.filter(uploaded_by_user=person).order_by("pk")
    pictures = Picture.objects.filter(uploaded_by_user=person).order_by("pk")
    return [
        *documents.values("title", "language", "created_at", name=F("file")),
        *pictures.values("title", "description", "credit", "created_at", name=F("file")),
    ]


def comment_rows(person: Person) -> Rows:
    """Her remarks beside pages and translations that are being written, and names of versions."""
    remarks = (
        Comment.objects.filter(user=person).values(words=F("text"), written_at=F("created_at")),
        CommentReply.objects.filter(user=person).values(
            words=F("text"), written_at=F("created_at")
        ),
        TaskState.objects.filter(finished_by=person).values(
            words=F("comment"), written_at=F("finished_at")
        ),
        Remark.objects.filter(by=person).values(words=F("sentence"), written_at=F("at")),
        NamedVersion.objects.filter(named_by=person).values(
            words=F("name"), written_at=F("named_at")
        ),
    )
    return [dict(row) for rows in remarks for row in rows]


def translation_rows(person: Person) -> Rows:
    """The texts that she was the last to translate."""
    mine = {"last_translated_by": person}
    texts = StringTranslation.objects.filter(**mine).order_by("pk")
    others = SegmentOverride.objects.filter(**mine).order_by("pk")
    language = F("locale__language_code")
    return [
        *texts.values("data", "updated_at", language=language),
        *others.values("updated_at", data=F("data_json"), language=language),
    ]


def draft_rows(person: Person) -> Rows:
    """Words that she typed and never saved."""
    states = FormState.objects.filter(user=person).order_by("pk")
    return [
        {
            "typed_at": state.last_updated_at,
            **{name: words for name, words in parse_qsl(state.data) if name != OF_THE_MOMENT},
        }
        for state in states
    ]


def proposal_rows(person: Person) -> Rows:
    """What she proposed of organisations, whom she invited, whom she answered."""
    proposals = OrganizationProposal.objects.filter(by=person).order_by("pk")
    invitations = Invitation.objects.filter(invited_by=person).order_by("pk")
    changes = proposals.values("field", "before", "after", "state", "created_at")
    sent = invitations.values("sentence", "role", "state", "created_at")
    answered = JoinRequest.objects.filter(answered_by=person).exclude(reply="").order_by("pk")
    replies = answered.values("reply", "answered_at")
    terms = TermProposal.objects.filter(answered_by=person).order_by("pk")
    return [dict(row) for row in (*changes, *sent, *replies, *terms.values("name", "reply"))]


def letter_rows(person: Person) -> Rows:
    """Which e-mails the site wrote to her, and when; it keeps no words of them."""
    fields = ("kind", "created_at", "sent_at")
    return [dict(row) for row in letters_to(person).order_by("pk").values(*fields)]


def letters_to(person: Person) -> QuerySet[Letter]:
    """What was written to her, or to her addresses before she had an account."""
    found = Letter.objects.annotate(small=Lower("address"))
    return found.filter(Q(person=person) | Q(small__in=addresses_of(person)))


def forget(person: Person) -> None:
    """Delete what she saved nowhere, keys of her programs, and when she was written to."""
    for model in (FormState, EditingSession, APIToken):
        model.objects.filter(user=person).delete()
    for upload in UploadedFile.objects.filter(uploaded_by_user=person):
        upload.file.delete(save=False)
        upload.delete()
    letters_to(person).delete()


def connect() -> None:
    """Enter what people download, and what erasing an account does."""
    register_provider("pages", _("Pages that you wrote"), page_rows)
    register_provider("files", _("Files and pictures that you sent"), file_rows)
    register_provider("remarks", _("Remarks beside pages"), comment_rows)
    register_provider("translations", _("Texts that you translated"), translation_rows)
    register_provider("drafts", _("Words that you typed and did not save"), draft_rows)
    register_provider("proposals", _("What you proposed, and whom you invited"), proposal_rows)
    register_provider("letters", _("E-mails that the site sent you"), letter_rows)
    register_eraser(
        Eraser(
            "drafts",
            _("What you typed or sent and did not save, and the list of e-mails sent to you."),
            "",
            forget,
        )
    )
