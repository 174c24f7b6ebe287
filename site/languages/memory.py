"""What the same texts, and those alike, are called elsewhere on pages that the translator reads."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from access.difference import difference
from access.visibility import audiences_of, visible_to
from languages.alike import ALIKE, likeness, most_alike, texts_between
from languages.marks import fitted, shown
from languages.sheet import Row, Suggestion
from languages.states import State

MOST = 2


def bring_suggestions(rows: Iterable[Row], translation: Translation, person: Any) -> None:
    """Give each text that is not translated what the same one, or one alike, is called elsewhere.

    Four queries. Only what a person wrote counts, and only of texts that stand on pages published
    in both languages where she may read them, or that were on this page. No other text has a part
    in what is found.

    Args:
        rows: texts of a sheet.
        translation: the translation that they are of.
        person: who translates.
    """
    wanted = [row for row in rows if row.state == State.MISSING]
    if not wanted:
        return
    source, target = translation.source, translation.target_locale_id
    audiences = audiences_of(person)
    originals = visible_to(Page.objects.filter(locale=source.locale_id), audiences)
    readable = visible_to(
        Page.objects.filter(locale=target, translation_key__in=originals.values("translation_key")),
        audiences,
    ).values("translation_key")
    pages = {page for (page,) in readable.values_list("translation_key")}
    known = texts_between(source.locale_id, target).on_pages({*pages, source.object_id})
    near = {row.key: {row.place[0], *most_alike(row.source, known)} for row in wanted}
    stands = StringSegment.objects.filter(
        string=OuterRef("translation_of"), context=OuterRef("context")
    )
    texts = StringTranslation.objects.filter(
        Q(Exists(stands), context__object__in=readable) | Q(context__object=source.object_id),
        translation_of__in=set().union(*near.values()),
        locale=target,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        has_error=False,
    ).order_by("-updated_at")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for string, original, text in texts.values_list(
        "translation_of", "translation_of__data", "data"
    ):
        found[string].append((original, text))
    for row in wanted:
        row.suggestions = best(row, [pair for string in near[row.key] for pair in found[string]])


def best(row: Row, found: Iterable[tuple[str, str]]) -> list[Suggestion]:
    """The suggestions for a text: those of the same one first, then the most alike.

    Args:
        row: the text.
        found: originals and their translations as they are kept, the newest first.
    """
    suggestions: dict[str, Suggestion] = {}
    for original, text in found:
        before = shown(original)
        share = likeness(before, row.source)
        if before == row.source:
            suggestions.setdefault(shown(text), Suggestion(shown(text)))
        elif share >= ALIKE:
            words = fitted(shown(text), row.source)
            changes = difference(before, row.source)
            suggestions.setdefault(words, Suggestion(words, share, changes))
    suggestions.pop(row.offered, None)
    return sorted(suggestions.values(), key=lambda one: (bool(one.changes), -one.share))[:MOST]
