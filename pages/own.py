"""What this room holds of a person, for her to take away or to have erased."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pages.back import search_address
from people.erasure import Eraser, register_eraser
from people.models import Person
from people.own_data import register_provider
from search.models import SavedSearch


def saved_search_rows(person: Person) -> list[dict[str, Any]]:
    """The searches that she saved."""
    return [
        {
            "name": saved.name,
            "address": f"{search_address(saved.language)}?{saved.query}",
            "saved_at": saved.created,
            "last_run_at": saved.last_run,
        }
        for saved in SavedSearch.objects.of(person)
    ]


def forget(person: Person) -> None:
    """Delete the searches that she saved."""
    SavedSearch.objects.of(person).delete()


def connect() -> None:
    """Enter what people download, and what erasing an account does."""
    register_provider("saved_searches", _("Saved searches"), saved_search_rows)
    register_eraser(Eraser("saved_searches", _("The searches that you saved."), "", forget))
