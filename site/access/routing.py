"""Find the page at an address in one query, among those that the reader may see.

Refused and missing run the same SQL and give the same nothing; the rows are the breadcrumb.
"""

from django.db.models import QuerySet
from wagtail.models import Page, Site

from access.generation import held
from access.prepared import prepared
from access.visibility import visible_to

LONGEST_PATH = 2000
DEEPEST = 20


@held
def site_root_path(language: str) -> str | None:
    """The `url_path` of the home page of a language.

    Not from Wagtail's own list, which each process may keep for an hour after one was added.
    """
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return None
    homes = Page.objects.filter(translation_key=site.root_page.translation_key)
    return homes.filter(locale__language_code=language).values_list("url_path", flat=True).first()


@prepared
def pages_at(addresses: tuple[str, ...], audiences: tuple[str, ...]) -> QuerySet[Page]:
    """The pages at these places in the tree that the holder of these audiences may see."""
    return visible_to(Page.objects.filter(url_path__among=addresses), audiences)


def resolve(
    language: str, path: str, audiences: tuple[str, ...]
) -> tuple[list[Page], list[str]] | None:
    """Resolve an address of the site.

    Args:
        language: the language code that the address begins with.
        path: what follows it, for instance `projets/un-puits/`.
        audiences: what the reader belongs to.

    Returns:
        The pages from the home page down to the deepest one found, and the parts of the path
        that are left for that page to route; None if not even a home page is there, and for
        an address that none can have: too long, too deep, or with a null byte.
    """
    root = site_root_path(language)
    parts = [part for part in path.split("/") if part]
    if root is None or len(path) > LONGEST_PATH or len(parts) > DEEPEST or "\0" in path:
        return None
    addresses = [root]
    for part in parts:
        addresses.append(f"{addresses[-1]}{part}/")
    found = {page.url_path: page for page in pages_at(tuple(addresses), audiences)}
    rows = [found[address] for address in addresses if address in found]
    if not rows or rows[0].url_path != root:
        return None
    depth = addresses.index(rows[-1].url_path)
    return rows, parts[depth:]
