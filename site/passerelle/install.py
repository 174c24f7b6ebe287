"""What an empty site needs before anybody can write: homes, audiences, roles."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from access.models import PUBLIC, AudienceRoot
from pages.models import Home
from passerelle.roles import make_roles


def cleared_root() -> Page:
    """The root of the page tree, without the welcome page that Wagtail's migrations made."""
    root = Page.get_first_root_node()
    assert root is not None
    for welcome in root.get_children():
        welcome.delete()
    root.refresh_from_db()
    return root


def name_site(home: Page, name: str, host: str, port: int) -> None:
    """Let the default site begin at a home page, under a name and at an address."""
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": host, "port": port, "site_name": name, "root_page": home},
    )


@transaction.atomic
def prepare_site(name: str) -> list[Home]:
    """Plant a public home page for each language, and make the roles.

    Args:
        name: what the site is called.

    Returns:
        The home pages; nothing is done, and the list is empty, where there are some already.
    """
    if Home.objects.exists():
        return []
    root = cleared_root()
    homes: list[Home] = []
    for code, _language in settings.LANGUAGES:
        home = Home(
            title=name, slug=code, locale=Locale.objects.get_or_create(language_code=code)[0]
        )
        if homes:
            home.translation_key = homes[0].translation_key
        with override(code):
            home.summary = _("Welcome: this site has just been installed.")
        root.add_child(instance=home)
        AudienceRoot.begin(home, PUBLIC)
        homes.append(home)
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    name_site(homes[0], name, address.hostname or "localhost", port)
    with override(settings.LANGUAGE_CODE):
        make_roles([Page.objects.get(pk=home.pk) for home in homes])
    return homes
