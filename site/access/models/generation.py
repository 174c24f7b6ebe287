"""Three numbers for the whole site: see `access.generation`."""

from django.db import models


class Generation(models.Model):
    """A number that changes whenever anything does that is shown, that is public, or in the index.

    `restored_from`, in the first row, is the moment of the backup that the site was restored from,
    as long as nobody has confirmed its people and their rights: see `passerelle.backup`.
    """

    number = models.BigIntegerField(default=0)
    restored_from = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "generation"
        verbose_name_plural = "generations"

    def __str__(self) -> str:
        return str(self.number)
