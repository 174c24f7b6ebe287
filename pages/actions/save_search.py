"""Keep a search under a name."""

from django.db import transaction
from django.utils.translation import gettext as _

from pages.searches import Search
from people.models import Person
from search.models import SavedSearch

MOST = 50


class NotSaved(Exception):
    """Why a search was not saved, in a sentence for the person."""


@transaction.atomic
def save_search(person: Person, asked: Search, name: str) -> SavedSearch:
    """Keep what a search asks for, as far as the site knows it; its page is not kept.

    Args:
        person: whose it will be.
        asked: her search; one that she has already gets the new name.
        name: what she calls it.

    Raises:
        NotSaved: she has as many as there can be, or this one is too long.
    """
    query = asked.selection.query()
    if len(query) > SavedSearch.LONGEST_QUERY:
        raise NotSaved(_("This search asks for too much to be kept: take off some filters."))
    # Two at once would find the same room.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    hers = SavedSearch.objects.of(person)
    is_known = hers.filter(language=asked.language, query=query).exists()
    if not is_known and hers.count() >= MOST:
        raise NotSaved(
            _(
                "You have %(most)s saved searches, as many as there can be. This one is not saved "
                "yet: delete another below, then save it."
            )
            % {"most": MOST}
        )
    saved, _is_new = SavedSearch.objects.update_or_create(
        person=person, language=asked.language, query=query, defaults={"name": name}
    )
    return saved
