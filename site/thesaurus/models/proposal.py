"""What members would add to the thesaurus, which waits for a documentalist."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thesaurus.languages import site_languages
from thesaurus.models.concept import Concept

MOST_A_DAY = 20
"""So many proposals of one person are taken in a day."""


class TermProposalQuerySet(models.QuerySet["TermProposal"]):
    """Proposals, by whose they are and what became of them."""

    def waiting(self) -> "TermProposalQuerySet":
        """Those that nobody has answered, the oldest first."""
        return self.filter(state=TermProposal.State.PROPOSED).order_by("pk")

    def of(self, person: Any) -> "TermProposalQuerySet":
        """Those of a person, the newest first."""
        return self.filter(by=person.pk).order_by("-pk")

    def of_today(self, person: Any) -> "TermProposalQuerySet":
        """Those that a person made in the last 24 hours."""
        return self.of(person).filter(created_at__gt=timezone.now() - datetime.timedelta(days=1))


class TermProposal(models.Model):
    """A theme that is missing, or a word for one in a language."""

    class Kind(models.TextChoices):
        """What is proposed."""

        THEME = "theme", _("A new theme")
        NAME = "name", _("A name in a language")
        WORD = "word", _("Another word in a language")

    class State(models.TextChoices):
        """From proposed to one of the others, once."""

        PROPOSED = "proposed", _("Waiting for an answer")
        ADOPTED = "adopted", _("Adopted")
        MERGED = "merged", _("Another word for a theme now")
        REFUSED = "refused", _("Not taken")

    kind = models.CharField(_("what is proposed"), max_length=10, choices=Kind.choices)
    concept = models.ForeignKey(
        Concept, verbose_name=_("theme"), null=True, on_delete=models.SET_NULL,
        related_name="proposals",
    )  # fmt: skip
    """The theme that it is a word for; of a new one, what came of it."""
    broader = models.ForeignKey(
        Concept, verbose_name=_("broader theme"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=15, choices=site_languages)
    name = models.CharField(_("name"), max_length=100)
    definition = models.TextField(_("definition"), blank=True, max_length=1000)
    context = models.TextField(_("where it is used"), blank=True, max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), null=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PROPOSED
    )
    created_at = models.DateTimeField(_("proposed on"), auto_now_add=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reply = models.CharField(_("answer"), max_length=300, blank=True)

    objects = TermProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal for the thesaurus")
        verbose_name_plural = _("proposals for the thesaurus")
        indexes = [
            models.Index(fields=["state", "id"], name="proposals_by_state"),
            models.Index(fields=["by", "created_at"], name="proposals_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered it."""
        return self.state == self.State.PROPOSED

    @property
    def what(self) -> str | Promise:
        """In words, what is proposed."""
        return self.Kind(self.kind).label
