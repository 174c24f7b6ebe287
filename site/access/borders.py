"""Where spaces begin: rights given above these places never reach beneath them.

Wagtail's rights run down the tree and cannot be taken back; an editor of the whole site would
else edit, and see, what every space holds.
"""

from access.generation import held
from access.models import SPACES, AudienceRoot, CollectionRoot


@held
def page_borders() -> tuple[str, ...]:
    """Paths of the page “Spaces” of each language tree."""
    roots = AudienceRoot.objects.filter(audience=SPACES)
    return tuple(roots.values_list("page__path", flat=True))


@held
def collection_borders() -> tuple[str, ...]:
    """Paths of the collections that hold those of spaces."""
    roots = CollectionRoot.objects.filter(audience=SPACES)
    return tuple(roots.values_list("collection__path", flat=True))
