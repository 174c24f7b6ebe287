"""What somebody proposed for the thesaurus, for her to take away; it stays when she goes."""

from django.utils.translation import gettext_lazy as _

from people.erasure import Eraser, register_eraser
from people.models import Person
from people.own_data import Rows, register_provider
from thesaurus.models import TermProposal


def term_rows(person: Person) -> Rows:
    """Her proposals, and what became of them."""
    fields = (
        "created_at", "kind", "language", "name", "definition", "context", "state", "reply",
    )  # fmt: skip
    return [dict(row) for row in TermProposal.objects.of(person).values(*fields)]


def forget(person: Person) -> None:
    """Keep the words, and not whose they were."""
    TermProposal.objects.of(person).update(by=None)


def connect() -> None:
    """Hand in what the thesaurus holds of people."""
    register_provider("terms", _("What you proposed for the thesaurus"), term_rows)
    register_eraser(
        Eraser(
            "terms", "", _("The words that you proposed for the thesaurus, without your name."),
            forget,
        )
    )  # fmt: skip
