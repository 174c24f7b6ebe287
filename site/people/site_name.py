"""What the site is called, wherever it names itself."""

from django.conf import settings
from wagtail.models import Site

from access.generation import held
from people.our_site import our_site


def site_name() -> str:
    """The name of “Our site” in the language now active, else the one of all languages."""
    return our_site().name or common_name()


@held
def common_name() -> str:
    """The name set in the editing screens, under Sites, else that of the environment."""
    default = Site.objects.filter(is_default_site=True).first()
    return (default and default.site_name) or settings.SITE_NAME
