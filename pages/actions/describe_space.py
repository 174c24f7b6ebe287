"""Keep what a space is called the same in its record and on its home pages."""

from typing import Any

from django.db import transaction

from access.generation import raise_generation
from access.models import Space
from pages.models.space_home import SpaceHome
from search.outbox import enqueue


def rename_homes(space: Space, **signal: Any) -> None:
    """Give the home pages the space's names and sentences. Serves as a signal handler.

    A draft that waits is kept, under the new title.
    """
    homes = SpaceHome.objects.filter(space=space).select_related("locale", "latest_revision")
    for home in homes:
        draft = home.get_latest_revision_as_object() if home.latest_revision else None
        is_waiting = home.has_unpublished_changes
        for page in (home, draft):
            if page is not None:
                describe(page, space, home.locale.language_code)
        home.save()
        if draft is not None:
            revision = draft.save_revision(clean=False)
            if not is_waiting:
                revision.publish()
        enqueue("page", [home.pk])


def describe(page: SpaceHome, space: Space, language: str) -> None:
    """Put the space's words of a language on a page."""
    page.title = page.draft_title = space.in_language(space.names, language)
    page.summary = space.in_language(space.sentences, language)


@transaction.atomic
def home_published(instance: SpaceHome, **signal: Any) -> None:
    """Give the space the words of a home page just published. Serves as a signal handler.

    Those of another language, published at the same time, stay.
    """
    space = Space.objects.select_for_update(no_key=True).get(pk=instance.space_id)
    language = instance.locale.language_code
    names = {**space.names, language: instance.title}
    sentences = {**space.sentences, language: instance.summary}
    if (names, sentences) != (space.names, space.sentences):
        Space.objects.filter(pk=space.pk).update(names=names, sentences=sentences)
        raise_generation()
