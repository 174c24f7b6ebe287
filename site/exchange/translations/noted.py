"""Note in the journal which texts were taken out, for each place that they lie in."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation

from access import journal
from access.models import JournalEntry, Space
from exchange.translations.bundle import Bundle, translation_in
from languages.places import number_of

AT_ONCE = 500


def note_taken_out(bundle: Bundle, actor: Any) -> None:
    """Write a line for the public site and for each space, with the number of its texts.

    Args:
        bundle: what was taken out.
        actor: by whom; None for the machine's own operator.
    """
    texts = Counter(translation_in(line.key) for line in bundle.lines)
    counted: Counter[int] = Counter()
    for translation, space in spaces_of(list(texts)):
        counted[space] += texts[translation]
    spaces = Space.objects.in_bulk(list(counted))
    for key, number in sorted(counted.items()):
        journal.write(
            JournalEntry.Verb.EXPORTED, actor, spaces.get(key),
            what="translations", language=bundle.target_language, number=number,
        )  # fmt: skip


def spaces_of(translations: list[int]) -> Iterator[tuple[int, int]]:
    """Each of these translations with the number of the space that its page lies in, or 0."""
    for start in range(0, len(translations), AT_ONCE):
        rows = Translation.objects.filter(pk__in=translations[start : start + AT_ONCE])
        keys = dict(rows.values_list("pk", "source__object_id"))
        pages = Page.objects.filter(translation_key__in=keys.values())
        audiences = dict(pages.values_list("translation_key", "audience_row__audience"))
        for number, key in keys.items():
            yield number, number_of(audiences.get(key) or "")
