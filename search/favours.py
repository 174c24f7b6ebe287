"""What an administrator wants to come earlier, or later, among what answers as well."""

from django.db import models

from access.generation import held
from search.ranking import SCALE, Favour


class KeptFavour(models.Model):
    """Documents of a kind, or of the last days, and what that counts for in their place."""

    name = models.CharField(max_length=20, help_text="`recent`, or the name of a facet.")
    code = models.CharField(max_length=50, help_text="How many days, or a code of the facet.")
    weight = models.SmallIntegerField(help_text="Below zero: they come later.")

    class Meta:
        verbose_name = "favour"
        verbose_name_plural = "favours"
        constraints = [models.UniqueConstraint(fields=["name", "code"], name="one_favour_a_code")]

    def __str__(self) -> str:
        return f"{self.name}={self.code}: {self.weight}"


@held
def favours() -> tuple[Favour, ...]:
    """All that is favoured, as engines read it."""
    rows = KeptFavour.objects.order_by("name", "code").values_list("name", "code", "weight")
    return tuple(Favour(name, code, weight * SCALE) for name, code, weight in rows)
