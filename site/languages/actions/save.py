"""Save what somebody typed on a sheet: all that can be saved, once, and nothing over another's."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from languages.forms import Form, Typed
from languages.marks import Fault, kept
from languages.models import HandWritten, LanguageRule, Remark, Review, Saving
from languages.models.review import digest_of
from languages.parts import part_keys
from languages.sheet import Row, sheet_of, version_of
from languages.states import State
from languages.told import text_was_sent_back, texts_were_saved

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
REMEMBERED = datetime.timedelta(days=90)
LONGEST = 4000
"""How many characters longer than four times its original a text may be."""


@dataclass
class Outcome:
    """What became of what somebody sent.

    Attributes:
        rows: the sheet as it was before, with what was not saved in its rows.
        saved: how many texts are new, confirmed or sent back.
        lost: texts whose place is no longer on the page.
    """

    rows: list[Row]
    saved: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def has_conflicts(self) -> bool:
        """Whether something changed meanwhile that she did not know of."""
        return bool(self.lost) or any(row.theirs is not None for row in self.rows)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left that was not saved."""
        return not self.has_conflicts and not any(row.fault for row in self.rows)


@dataclass
class Saver:
    """Saves what one person typed for one translation.

    Attributes:
        translation: what is translated.
        person: who typed.
        reviews: whether she may say of others' texts that they are right.
        written: what is to be written down, by its place on the page.
        right: what she says is right.
    """

    translation: Translation
    person: Any
    reviews: bool
    written: dict[str, list[StringTranslation]] = field(default_factory=dict)
    right: list[StringTranslation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.needs_review = LanguageRule.asks_review(self.translation.target_locale_id)

    @transaction.atomic
    def save(self, form: Form, is_last: bool = True) -> Outcome:
        """Save all that can be saved.

        Args:
            form: what was sent; one that was saved before changes nothing.
            is_last: whether nothing else is done with it.
        """
        Translation.objects.select_for_update().get(pk=self.translation.pk)
        outcome = Outcome(sheet_of(self.translation))
        if saving_of(form, self.translation, self.person).exists():
            return outcome
        rows = {row.key: row for row in outcome.rows}
        for name, one in form.typed.items():
            if name in rows:
                outcome.saved += self.take(rows[name], one)
            elif one.text and not one.is_untouched:
                outcome.lost.append(one.text)
        self.write()
        if self.written:
            texts_were_saved(self.translation, self.person)
        if is_last and outcome.is_whole:
            note(form, self.translation, self.person)
        return outcome

    def take(self, row: Row, one: Typed) -> bool:
        """Take what was typed for one text; gives whether there was anything to do."""
        wants_more = one.is_right or (one.remark and self.reviews)
        if one.is_untouched and not wants_more:
            return False
        if one.text == row.text and (row.known is None or not wants_more):
            return False
        if version_of(row.known) != one.saved_version:
            # Somebody else saved another text meanwhile: both are kept.
            row.typed, row.theirs = one.text, row.text
            return False
        if row.known is not None and one.text == row.text:
            is_sent_back = one.remark and self.reviews
            return self.send_back(row.known, one) if is_sent_back else self.confirm(row)
        return self.change(row, one)

    def change(self, row: Row, one: Typed) -> bool:
        """Write down another text, or none."""
        if not one.text and row.known is not None:
            row.known.delete()
            return True
        try:
            data = kept(one.text, row.source)
            check_length(one.text, row)
        except Fault as fault:
            row.fault, row.typed = str(fault), one.text
            return False
        text = row.known or StringTranslation(
            translation_of_id=row.place[0],
            context_id=row.place[1],
            locale_id=self.translation.target_locale_id,
        )
        text.data = data
        self.put(row, text)
        return True

    def confirm(self, row: Row) -> bool:
        """She says of a text that is there that it is right."""
        assert row.known is not None
        if row.state not in (State.UNREAD, State.TO_REVIEW):
            return False
        is_own = (
            row.known.translation_type == MANUAL
            and row.known.last_translated_by_id == self.person.pk
        )
        if not self.needs_review or (self.reviews and not is_own):
            self.right.append(row.known)
            return True
        if row.state == State.UNREAD:
            # A machine wrote it; as hers, it waits for a second person.
            self.put(row, row.known)
            return True
        return False

    def send_back(self, text: StringTranslation, one: Typed) -> bool:
        """She says why a text is not right."""
        Review.objects.filter(text=text).delete()
        Remark.objects.update_or_create(
            text=text,
            defaults={
                "digest": digest_of(text.data),
                "sentence": one.remark,
                "by": self.person,
                "at": timezone.now(),
            },
        )
        text_was_sent_back(text, self.person)
        return True

    def put(self, row: Row, text: StringTranslation) -> None:
        """Let a text be hers, to be written with the others."""
        for name, value in self.hers.items():
            setattr(text, name, value)
        self.written.setdefault(row.path, []).append(text)

    @cached_property
    def hers(self) -> dict[str, Any]:
        """What is noted of all that she wrote."""
        return {
            "translation_type": MANUAL,
            "tool_name": "",
            "last_translated_by": self.person,
            "has_error": False,
            "field_error": "",
            "updated_at": timezone.now(),
        }

    def write(self) -> None:
        """Write all down, in a few queries."""
        texts = [text for some in self.written.values() for text in some]
        changed = StringTranslation.objects.filter(pk__in=[one.pk for one in texts if one.pk])
        changed.update(**self.hers)
        Review.objects.filter(text__in=changed.values("pk")).delete()
        Remark.objects.filter(text__in=changed.values("pk")).delete()
        StringTranslation.objects.bulk_update([one for one in texts if one.pk], ["data"])
        StringTranslation.objects.bulk_create([one for one in texts if not one.pk])
        Review.objects.bulk_create(
            [Review(text=one, digest=digest_of(one.data), by=self.person) for one in self.right],
            update_conflicts=True,
            update_fields=["digest", "by", "at"],
            unique_fields=["text"],
        )
        tell(self.translation, self.written)


def tell(translation: Translation, written: Mapping[str, list[StringTranslation]]) -> None:
    """Do once for all texts what wagtail-localize and we do when one of them is saved.

    Args:
        translation: of which they are.
        written: the texts, by their place on the page.
    """
    if not written:
        return
    Translation.objects.filter(pk=translation.pk).update(
        translations_last_updated_at=timezone.now()
    )
    pages = Page.objects.filter(
        translation_key=translation.source.object_id, locale=translation.target_locale_id
    )
    for text in written.get("title", []):
        pages.update(draft_title=text.data)
    keys = {key for path in written for key in part_keys(path)}
    HandWritten.objects.filter(page__in=pages, key__in=keys).delete()


def saving_of(form: Form, translation: Translation, person: Any) -> QuerySet[Saving]:
    """The row of a form that was saved."""
    return Saving.objects.filter(
        key=form.key, digest=form.digest, person=person.pk, translation=translation
    )


def note(form: Form, translation: Translation, person: Any) -> None:
    """Note that a form was saved; what no device sends again after so long is forgotten."""
    own = Saving.objects.filter(person=person.pk, translation=translation)
    own.filter(at__lt=timezone.now() - REMEMBERED).delete()
    Saving.objects.create(key=form.key, digest=form.digest, person=person, translation=translation)


def check_length(text: str, row: Row) -> None:
    """Refuse a text that could not be kept where it belongs.

    Raises:
        Fault: it is too long.
    """
    longest = row.longest or LONGEST + 4 * len(row.source)
    if len(text) > longest:
        raise Fault(
            _("This is too long: %(length)s characters, of %(longest)s at most.")
            % {"length": len(text), "longest": longest}
        )
