"""What every template knows: the site's name, how the reader wants it, menu and languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from access.decisions import may
from passerelle.views.frame import frame
from people.openid.offer import provider_name
from people.our_site import our_site
from people.site_name import site_name


def site(request: HttpRequest) -> dict[str, Any]:
    """Name and address of the site, the reader's light mode, whether this is the demo."""
    name = site_name()
    return {
        "site_name": name,
        # Wagtail's first page gives `site_name` another sense: that of the settings.
        "own_name": name,
        "our_site": our_site(),
        "base_url": settings.BASE_URL,
        "light": getattr(request, "light", False),
        "sign_up_open": settings.SIGN_UP == "open",
        "provider_name": provider_name(),
        # Asked only where a page shows it: most readers are nobody, and have no session.
        "enters_screens": lambda: may(request.user, "enter_screens", None),
        "is_demo": settings.SECRET_KEY.startswith("demo-"),
        **frame(request),
    }
