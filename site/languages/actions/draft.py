"""Have a machine write a first draft of texts that nobody has translated yet."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import String, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from access.decisions import Decision, may
from access.into import Into
from languages.actions.save import check_length, tell
from languages.marks import Fault, kept, shown
from languages.models import HandWritten
from languages.place import Place
from languages.sheet import Row, sheet_of

MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


def may_draft(place: Place) -> Decision | None:
    """Whether the person may have a service read this page; None on a site that names none."""
    if get_machine_translator() is None:
        return None
    return may(place.person, "ask_machine", Into(place.page, place.language))


def is_empty(row: Row) -> bool:
    """Whether a text has nothing that anybody wrote, neither now nor for an older original."""
    return row.known is None and row.older is None and row.typed is None


def draft(translation: Translation, person: Any, keys: Collection[str]) -> int:
    """Fill texts that are empty with what the service makes of them, for somebody to read.

    It is asked before anything is written: a slow one keeps nobody else waiting.

    Args:
        translation: what is translated.
        person: who asks, and may.
        keys: of the rows that she has before her.

    Returns:
        How many texts have a draft now.

    Raises:
        MachineAway: the service gave no answer that can be used.
    """
    rows = list(rows_to_draft(translation, keys))
    if not rows:
        return 0
    machine = get_machine_translator()
    strings = {one.pk: StringValue(one.data) for one in strings_of(rows)}
    answers = machine.translate(
        translation.source.locale, translation.target_locale, set(strings.values())
    )
    with transaction.atomic():
        Translation.objects.select_for_update().get(pk=translation.pk)
        written: dict[str, list[StringTranslation]] = {}
        for row in rows_to_draft(translation, keys):
            answer = answers.get(strings.get(row.place[0]))
            text = fitting(answer.data, row) if answer else ""
            if not text:
                continue
            found = StringTranslation(
                translation_of_id=row.place[0],
                context_id=row.place[1],
                locale_id=translation.target_locale_id,
                data=text,
                translation_type=MACHINE,
                tool_name=machine.display_name,
                last_translated_by=person,
            )
            written.setdefault(row.path, []).append(found)
        texts = [text for some in written.values() for text in some]
        StringTranslation.objects.bulk_create(texts, ignore_conflicts=True)
        tell(translation, written)
    return len(texts)


def rows_to_draft(translation: Translation, keys: Collection[str]) -> Iterator[Row]:
    """The rows with these keys that are empty and in no block that was written by hand."""
    by_hand = set(
        HandWritten.objects.filter(
            page__translation_key=translation.source.object_id,
            page__locale=translation.target_locale_id,
        ).values_list("key", flat=True)
    )
    for row in sheet_of(translation):
        if row.key in keys and is_empty(row) and by_hand.isdisjoint(row.part_keys):
            yield row


def strings_of(rows: list[Row]) -> QuerySet[String]:
    """The texts of the original, as wagtail-localize keeps them."""
    return String.objects.filter(pk__in={row.place[0] for row in rows})


def fitting(answer: str, row: Row) -> str:
    """An answer by the same rules as what people type; empty where it does not keep them."""
    text = shown(answer)
    try:
        check_length(text, row)
        return kept(text, row.source)
    except Fault:
        return ""
