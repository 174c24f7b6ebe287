"""What the search index is told of notes and discussions."""

from collections.abc import Iterable

from django.conf import settings

from access.models import SWITCHED_OFF
from discussions.models import Message, Thread
from discussions.text import plain
from search.documents import Entry, opening


class ThreadSource:
    """Notes and discussions, each with all that was written in it and not withdrawn."""

    kind = "thread"

    def entries(self, object_ids: list[int]) -> Iterable[tuple[int, Entry]]:
        """One entry for each thread that somebody may see."""
        threads = Thread.objects.with_a_title().filter(pk__in=object_ids)
        texts: dict[int, list[tuple[int, str]]] = {}
        standing = Message.objects.standing().filter(thread__in=object_ids).in_order()
        for key, position, text in standing.values_list("thread_id", "position", "text"):
            texts.setdefault(key, []).append((position, plain(text)))
        for thread in threads.exclude(audience=SWITCHED_OFF):
            rows = dict(texts.get(thread.pk, []))
            summary, rest = opening(rows.pop(1, ""))
            others = [code for code, _name in settings.LANGUAGES if code != thread.language]
            yield (
                thread.pk,
                Entry(
                    type=thread.kind,
                    language=thread.language,
                    group=f"thread-{thread.pk}",
                    title=thread.title,
                    summary=summary,
                    body="\n".join([rest, *rows.values()]),
                    date=thread.last_activity.date(),
                    audience=thread.audience,
                    shown_in=(thread.language, *others),
                ),
            )

    def all_ids(self) -> Iterable[int]:
        """Every thread that may have an entry."""
        return Thread.objects.with_a_title().values_list("pk", flat=True)

    def addresses(
        self, keys: list[tuple[int, str]], audiences: tuple[str, ...]
    ) -> dict[tuple[int, str], str]:
        """Addresses of the threads that may still be seen."""
        languages = dict(keys)
        found = Thread.objects.filter(pk__in=languages).seen_by(audiences)
        return {(thread.pk, languages[thread.pk]): thread.address for thread in found}
