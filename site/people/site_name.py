"""What the site is called, wherever it names itself."""

from django.conf import settings
from wagtail.models import Site

from access.generation import held


@held
def site_name() -> str:
    """The name set in the editing screens, under Sites, else that of the environment."""
    default = Site.objects.filter(is_default_site=True).first()
    return (default and default.site_name) or settings.SITE_NAME
