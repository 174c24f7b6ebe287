"""A secret that stands for a person at one kind of address, where nobody can sign in."""

from django.db import models
from django.utils import timezone

from people.models.person import Person


class PersonalToken(models.Model):
    """Of the token itself only the digest is kept: see `people.tokens`."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    purpose = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now)
    last_used = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "personal token"
        verbose_name_plural = "personal tokens"
        constraints = [
            models.UniqueConstraint(fields=["person", "purpose"], name="one_token_a_purpose")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.purpose}"
