"""Pages that wait for a translator, in words and numbers: a fixed number of queries."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.models import Translation

from languages.freshness import Freshness
from languages.models import LanguageRule, TranslationLink
from languages.parts import ADDRESS, fields_of, plain
from languages.sheet import segments_in, state_with, texts_of
from languages.states import State
from languages.waiting import Desk

BEGIN, GO_ON = _("Not begun"), _("Begun, not published")


@dataclass(frozen=True)
class Waiting:
    """A page that waits for a translator.

    Attributes:
        page: the original.
        state: how its translation stands.
        words: of the original, how many are left to translate.
        since: since when it waits.
        changed: paragraphs of the original that changed since.
        wishes: how many readers asked for it.
        to_review: how many texts wait for somebody to read them.
        is_begun: whether its sheet is there.
    """

    page: Page
    state: str | Promise
    words: int
    since: datetime.datetime | None
    changed: int
    wishes: int
    to_review: int
    is_begun: bool


def described(desk: Desk, keys: Collection[int]) -> dict[int, Waiting]:
    """Pages as a desk lists them, by their ids.

    Args:
        desk: whose, and in which language.
        keys: ids of originals.
    """
    pages = desk.pages(keys)
    shared = [page.translation_key for page in pages.values()]
    links = {
        link.target.translation_key: link
        for link in TranslationLink.objects.filter(
            target__translation_key__in=shared, target__locale=desk.locale
        ).select_related("target")
    }
    states = states_of(desk, shared)
    fresh = [page.pk for page in pages.values() if page.translation_key not in states]
    words = {page.pk: words_in(page) for page in Page.objects.filter(pk__in=fresh).specific()}
    return {
        pk: describe(
            page,
            links.get(page.translation_key),
            states.get(page.translation_key, Counter({State.MISSING: words.get(pk, 0)})),
            desk.wishes.get(pk, 0),
        )
        for pk, page in pages.items()
    }


def describe(page: Any, link: TranslationLink | None, words: Any, wishes: int) -> Waiting:
    """One page.

    Args:
        page: an original, as `Desk.originals` gives it.
        link: how its published translation stands.
        words: how many words of it are in each state, and texts `to_review`.
        wishes: how many readers asked for it.
    """
    left = sum(
        number for state, number in words.items() if state in State and state != State.APPROVED
    )
    return Waiting(
        page=page,
        state=Freshness(link.state).label if link else GO_ON if page.is_begun else BEGIN,
        words=max(left, link.words_left) if link else left,
        since=page.since,
        changed=link.changed if link else 0,
        wishes=wishes,
        to_review=words["texts"],
        is_begun=page.is_begun,
    )


def states_of(desk: Desk, shared: Collection[Any]) -> dict[Any, Counter[str]]:
    """Of what is begun: how many words are in each state, and how many `texts` wait for a reader.

    Args:
        desk: in which language.
        shared: what the versions of each page share.
    """
    translations = list(
        Translation.objects.filter(
            source__object_id__in=shared, target_locale=desk.locale, enabled=True
        ).select_related("source")
    )
    objects = {one.source_id: one.source.object_id for one in translations}
    texts = texts_of(translations) if translations else {}
    needs_review = LanguageRule.asks_review(desk.locale.pk)
    found: dict[Any, Counter[str]] = defaultdict(Counter)
    for key in objects.values():
        found[key] = Counter()
    for segment in segments_in(translations):
        text = texts.get((segment.string_id, segment.context_id))
        state = state_with(segment, text, needs_review)
        count = found[objects[segment.source_id]]
        count[state] += len(plain(segment.string.data).split())
        count["texts"] += state in (State.UNREAD, State.TO_REVIEW)
    return dict(found)


def words_in(page: Any) -> int:
    """About how many words a page has: what its own fields say, without a query."""
    total = 0
    for one in fields_of(page):
        if one.field_name == ADDRESS:
            continue
        column = one.get_field(type(page))
        if isinstance(column, StreamField):
            texts = column.get_searchable_content(column.value_from_object(page))
            total += sum(len(str(text).split()) for text in texts)
        elif isinstance(column, RichTextField) or one.is_translated(page):
            value = getattr(page, one.field_name, "")
            total += len(plain(value).split()) if isinstance(value, str) else 0
    return total
