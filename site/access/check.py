"""Judge whether all that decides who sees what agrees with itself, and repair it.

Everything is compared as sets, so that it takes seconds on a large site.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageViewRestriction,
)

from access.apply import DERIVED, Scope, apply_all
from access.borders import collection_borders, page_borders
from access.generation import raise_generation
from access.models import (
    SPACES,
    AudienceRoot,
    CollectionAudience,
    CollectionRoot,
    PageAudience,
    Space,
    SpaceGroupPermission,
    SpaceUserPermission,
)
from access.policies.prefixes import Prefixes
from access.roles import ROLES, group_name
from access.triggers import install_triggers

NOTHING = "nothing"
OWN_AUDIENCE = Concat(Value("space:"), Cast(F("pk"), CharField()))
"""The audience of each space, worked out by the database."""


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be; the keys are part of the command's contract."""

    surface: str
    role: str
    object: str
    language: str
    expected: str
    got: str

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return asdict(self)


def findings() -> list[Finding]:
    """All that disagrees, in all spaces."""
    return [
        *missing_groups(),
        *derived_rows(),
        *page_audiences(),
        *collection_audiences(),
        *lost_collections(),
        *parted_translations(),
        *wider_aliases(),
        *rights_by_hand(),
        *personal_rights(),
        *missing_walls(),
    ]


@transaction.atomic
def repair() -> None:
    """Write again all that is derived; what people must decide is left as found."""
    SpaceUserPermission.objects.all().delete()
    apply_all(Space.objects.all())
    for space in Space.objects.exclude(collection__audience_root__audience=OWN_AUDIENCE):
        CollectionRoot.objects.update_or_create(
            collection_id=space.collection_id, defaults={"audience": space.audience}
        )
    install_triggers()
    for _kind, _key, rows in foreign_rights():
        rows.delete()
    for page in unwalled():
        PageViewRestriction.objects.create(page_id=page, restriction_type=PageViewRestriction.LOGIN)
    raise_generation()


def missing_groups() -> Iterator[Finding]:
    """Groups of roles that are not there."""
    there = set(Group.objects.filter(name__startswith="space:").values_list("name", flat=True))
    for key in Space.objects.values_list("pk", flat=True):
        for role in ROLES:
            if group_name(key, role) not in there:
                yield Finding("groups", role, f"space:{key}", "", group_name(key, role), NOTHING)


def derived_rows() -> Iterator[Finding]:
    """Rows that roles ask for and that are missing, and rows that they do not ask for."""
    scope = Scope.of(Space.objects.all())
    names = {key: name for name, key in scope.groups.items()}
    for derived in DERIVED:
        group_at = derived.columns.index("group_id")
        missing, surplus = derived.difference(scope)
        for rows, expected, got in ((missing, "a row", NOTHING), (surplus, NOTHING, "a row")):
            for row in rows:
                space, role = names[row[group_at]].rsplit(":", 1)
                thing = ",".join(str(key) for at, key in enumerate(row) if at != group_at)
                yield Finding(derived.surface, role, f"{space} {thing}", "", expected, got)


def nearest_roots(nodes: Any, roots: dict[str, str]) -> dict[int, str]:
    """The audience of each node by the nearest root on its path.

    Args:
        nodes: (id, path) pairs in the order of paths.
        roots: audiences by path.
    """
    found = {}
    above: list[str] = []
    for key, path in nodes:
        while above and not path.startswith(above[-1]):
            above.pop()
        if path in roots:
            above.append(path)
        if above:
            found[key] = roots[above[-1]]
    return found


def page_audiences() -> Iterator[Finding]:
    """Pages whose audience is not that of the nearest root."""
    roots = dict(AudienceRoot.objects.values_list("page__path", "audience"))
    nodes = Page.objects.order_by("path").values_list("pk", "path")
    there = dict(PageAudience.objects.values_list("page_id", "audience"))
    yield from compare("audience of pages", "page", nearest_roots(nodes, roots), there)


def collection_audiences() -> Iterator[Finding]:
    """Collections whose audience is not that of the nearest root."""
    roots = dict(CollectionRoot.objects.values_list("collection__path", "audience"))
    nodes = Collection.objects.order_by("path").values_list("pk", "path")
    there = dict(CollectionAudience.objects.values_list("collection_id", "audience"))
    yield from compare("audience of files", "collection", nearest_roots(nodes, roots), there)


def lost_collections() -> Iterator[Finding]:
    """Collections of spaces whose files would be for others than the people of the space."""
    rows = Space.objects.exclude(collection__audience_root__audience=OWN_AUDIENCE)
    for key, got in rows.values_list("pk", "collection__audience_root__audience"):
        yield Finding("roots of files", "", f"space:{key}", "", f"space:{key}", got or NOTHING)


def compare(
    surface: str, kind: str, wanted: dict[int, str], there: dict[int, str]
) -> Iterator[Finding]:
    """The nodes whose audience differs."""
    for key in sorted(wanted.keys() | there.keys()):
        expected, got = wanted.get(key, NOTHING), there.get(key, NOTHING)
        if expected != got:
            yield Finding(surface, "", f"{kind}:{key}", "", expected, got)


def parted_translations() -> Iterator[Finding]:
    """Pages that are seen by others than their translations are."""
    sets: dict[Any, list[tuple[int, str, str]]] = defaultdict(list)
    rows = Page.objects.filter(depth__gt=1).values_list(
        "translation_key", "pk", "locale__language_code", "audience_row__audience"
    )
    for translation_key, page, language, audience in rows:
        sets[translation_key].append((page, language, audience or NOTHING))
    for members in sets.values():
        expected = members[0][2]
        for page, language, audience in members[1:]:
            if audience != expected:
                yield Finding("translations", "", f"page:{page}", language, expected, audience)


def wider_aliases() -> Iterator[Finding]:
    """Aliases that are seen by others than their source is."""
    rows = Page.objects.filter(alias_of__isnull=False).values_list(
        "pk", "locale__language_code", "audience_row__audience", "alias_of__audience_row__audience"
    )
    for page, language, audience, source in rows:
        if audience != source:
            yield Finding(
                "aliases", "", f"page:{page}", language, source or NOTHING, audience or NOTHING
            )


def foreign_rights() -> list[tuple[str, str, Any]]:
    """Rights on spaces, and over what lies in them, that were given to groups of the site.

    Returns:
        What each is a right on, the column that names it, and the rows.
    """
    pages = beneath(GroupPagePermission, "page__path", page_borders())
    files = beneath(GroupCollectionPermission, "collection__path", collection_borders())
    found = (
        ("page", "page_id", pages),
        ("collection", "collection_id", files),
        ("space", "content_object_id", SpaceGroupPermission.objects.all()),
    )
    return [
        (kind, key, rows.exclude(group__name__startswith="space:")) for kind, key, rows in found
    ]


def beneath(model: Any, path: str, borders: tuple[str, ...]) -> Any:
    """The rows of a model whose path lies beneath one of these borders."""
    inside = Q(**{f"{path}__under": Prefixes(borders)}) & ~Q(**{f"{path}__in": borders})
    return model.objects.filter(inside)


def rights_by_hand() -> Iterator[Finding]:
    """Rights given by hand where only roles of spaces give any."""
    for kind, key, rows in foreign_rights():
        for group, number in rows.values_list("group__name", key):
            yield Finding("rights by hand", group, f"{kind}:{number}", "", NOTHING, "a row")


def personal_rights() -> Iterator[Finding]:
    """Rights on a space given to a person instead of a role."""
    for row in SpaceUserPermission.objects.all():
        yield Finding(
            "rights of persons", f"person:{row.user_id}", f"space:{row.content_object_id}", "",
            NOTHING, "a row",
        )  # fmt: skip


def unwalled() -> list[int]:
    """Ids of the pages “Spaces” without their sign-in restriction."""
    pages = AudienceRoot.objects.filter(audience=SPACES).values_list("page_id", flat=True)
    walled = PageViewRestriction.objects.filter(restriction_type=PageViewRestriction.LOGIN)
    return sorted(set(pages) - set(walled.values_list("page_id", flat=True)))


def missing_walls() -> Iterator[Finding]:
    """Pages “Spaces” that whatever asks Wagtail alone would take for public."""
    for page in unwalled():
        yield Finding("second wall", "", f"page:{page}", "", "a restriction", NOTHING)
