"""Pictures: described, credited, and shown with the consent of those whom they show."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from files.models import Consent
from pages.checks.content import Content
from pages.checks.finding import Found, Rule


def not_described(content: Content) -> Iterator[Found]:
    """Pictures of which nobody said what they show."""
    for shown in content.pictures:
        if shown.picture and not shown.alt.strip():
            yield Found(shown.words, {})


def without_consent(content: Content) -> Iterator[Found]:
    """Pictures of which nobody said whether the people shown agree."""
    for shown in content.pictures:
        if shown.picture and shown.picture.consent == Consent.UNASKED:
            yield Found(shown.place, {"title": shown.picture.title}, shown.picture)


def not_credited(content: Content) -> Iterator[Found]:
    """Pictures of which nobody said who made them."""
    for shown in content.pictures:
        if shown.picture and not shown.picture.credit.strip():
            yield Found(shown.place, {"title": shown.picture.title}, shown.picture)


RULES = (
    Rule(
        "description",
        _("The picture has no description: say what it shows, for those who do not see it."),
        not_described,
        prevents=True,
    ),
    Rule(
        "consent",
        _(
            "For the picture “%(title)s”, nobody has said yet whether the people shown agree: "
            "ask them, or say that nobody can be recognised."
        ),
        without_consent,
        prevents=True,
    ),
    Rule(
        "credit",
        _("The picture “%(title)s” has no credit: say who made it."),
        not_credited,
    ),
)
