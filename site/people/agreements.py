"""What people are asked to agree to, in which words, and what became of it.

An answer is noted wherever it is saved, with its day and the version of the words; taking it back
is the same gesture as giving it.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from files.models import Consent, Picture
from languages.models import CreditName
from people.models import Agreement, Circle, Person, Profile
from people.own_data import Rows, register_provider

Answers = dict[str, str]
"""What was chosen, by what it is about; what nobody agreed to is left out."""


@dataclass(frozen=True)
class Asked:
    """Something that people may agree to, or not.

    Attributes:
        words: that ask, on the screen where one answers.
        version: one more whenever the words change what they ask.
    """

    words: str | Promise
    version: int


ASKED = {
    "profile": Asked(
        _("Everything is optional. Beside each line, choose who is shown it: nobody, until you "
          "say otherwise."),
        1,
    ),
    "credit": Asked(_("Leave it empty not to be named."), 1),
    "picture": Asked(_("consent of the people shown"), 1),
}  # fmt: skip


def note(what: str, answers: Answers, about: tuple[str, ...], person: Any = None) -> None:
    """Note what somebody agreed to just now, and what she took back.

    Args:
        what: a key of `ASKED`.
        answers: those given now.
        about: all that was asked.
        person: who answers; None for the people whom a picture shows.
    """
    standing = Agreement.objects.standing().filter(person=person, what=what, about__in=about)
    known = {agreement.about: agreement for agreement in standing}
    ended = [one.pk for one in known.values() if answers.get(one.about) != one.answer]
    if ended:
        Agreement.objects.filter(pk__in=ended).update(withdrawn_at=timezone.now())
    version = ASKED[what].version
    Agreement.objects.bulk_create(
        Agreement(person=person, what=what, about=name, answer=answer, version=version)
        for name, answer in answers.items()
        if name not in known or known[name].pk in ended
    )


FIELDS = (*Profile.FIELDS, "photo")


def profile_saved(instance: Profile, **signal: Any) -> None:
    """To whom each line is shown; a line that is empty shows nothing."""
    shown = {name: getattr(instance, f"{name}_shown") for name in FIELDS if getattr(instance, name)}
    answers = {name: circle for name, circle in shown.items() if circle != Circle.NOBODY}
    note("profile", answers, FIELDS, instance.person)


def profile_deleted(instance: Profile, **signal: Any) -> None:
    """Nothing is shown any more."""
    note("profile", {}, FIELDS, instance.person)


def credit_saved(instance: CreditName, **signal: Any) -> None:
    """By a name of her choice on translations, or by none."""
    note("credit", {"name": "named"} if instance.name else {}, ("name",), instance.person)


def credit_deleted(instance: CreditName, **signal: Any) -> None:
    """Named as she chose no more."""
    note("credit", {}, ("name",), instance.person)


def picture_saved(instance: Picture, created: bool, **signal: Any) -> None:
    """What those whom a picture shows have said, as an editor writes it down."""
    if created and instance.consent == Consent.UNASKED:
        return
    number = str(instance.pk)
    agreed = instance.consent == Consent.AGREED
    note("picture", {number: instance.consent} if agreed else {}, (number,))


def picture_deleted(instance: Picture, **signal: Any) -> None:
    """It shows nobody any more."""
    note("picture", {}, (str(instance.pk),))


def agreement_rows(person: Person) -> Rows:
    """What she agreed to, and what she took back."""
    fields = ("what", "about", "answer", "version", "given_at", "withdrawn_at")
    return [dict(row) for row in person.agreements.order_by("pk").values(*fields)]


def connect() -> None:
    """Note answers wherever they are saved, and hand them out to whoever gave them."""
    for model, saved, deleted in (
        (Profile, profile_saved, profile_deleted),
        (CreditName, credit_saved, credit_deleted),
        (Picture, picture_saved, picture_deleted),
    ):
        uid = f"people.agreements.{model._meta.label}"
        post_save.connect(saved, sender=model, dispatch_uid=uid)
        post_delete.connect(deleted, sender=model, dispatch_uid=uid)
    register_provider("agreements", _("What you agreed to"), agreement_rows)
