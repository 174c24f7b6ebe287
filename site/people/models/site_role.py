"""A role of the whole site: the code that the program knows a group by, whatever its name."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class SiteRole(models.Model):
    """Gives a group a code that stays when its name is translated or changed."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="site_role")
    code = models.SlugField(_("code"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("role of the site")
        verbose_name_plural = _("roles of the site")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
