"""What this room holds of a person, for her to take away or to have erased."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from access.generation import raise_generation
from languages.models import Credit, CreditName
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


def credit_rows(person: Person) -> list[dict[str, Any]]:
    """The translations on which she is credited."""
    named = CreditName.objects.filter(person=person).values_list("name", flat=True).first()
    choice = [] if named is None else [{"named_as": named}]
    credits = Credit.objects.filter(person=person).select_related("link__target__locale")
    return choice + [
        {
            "page": credit.link.target.title,
            "language": credit.link.target.locale.language_code,
            "role": credit.role,
            "named_as": str(person) if named is None else named,
        }
        for credit in credits.order_by("pk")
    ]


def forget_credits(person: Person) -> None:
    """Name her nowhere on translations."""
    CreditName.objects.filter(person=person).delete()
    Credit.objects.filter(person=person).delete()
    raise_generation()


def connect() -> None:
    """Enter what people download, and what erasing an account does."""
    register_provider("saved_searches", _("Saved searches"), saved_search_rows)
    register_eraser(Eraser("saved_searches", _("The searches that you saved."), "", forget))
    register_provider("credits", _("Your translations"), credit_rows)
    register_eraser(
        Eraser(
            "credits",
            _("Your name on what you translated or reviewed."),
            _("The translations, without your name."),
            forget_credits,
        )
    )
