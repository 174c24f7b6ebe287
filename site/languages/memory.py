"""What the same texts are called elsewhere, from pages that the translator may read."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from access.visibility import audiences_of, visible_to
from languages.marks import shown
from languages.sheet import Row
from languages.states import State

MOST = 2


def bring_suggestions(rows: Iterable[Row], translation: Translation, person: Any) -> None:
    """Give each text that is not translated what the same one is called elsewhere.

    One query. Only what a person wrote counts, and only from translations that are published
    where she may read them, or from this page.

    Args:
        rows: texts of a sheet.
        translation: the translation that they are of.
        person: who translates.
    """
    wanted = [row for row in rows if row.state == State.MISSING]
    if not wanted:
        return
    readable = visible_to(
        Page.objects.filter(locale=translation.target_locale_id), audiences_of(person)
    )
    texts = StringTranslation.objects.filter(
        Q(context__object__in=readable.values("translation_key"))
        | Q(context__object=translation.source.object_id),
        translation_of__in={row.place[0] for row in wanted},
        locale=translation.target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        has_error=False,
    ).order_by("-updated_at")
    found: dict[int, list[str]] = defaultdict(list)
    for string, data in texts.values_list("translation_of", "data"):
        text = shown(data)
        if text not in found[string] and len(found[string]) < MOST:
            found[string].append(text)
    for row in wanted:
        row.suggestions = found[row.place[0]]
