"""Where the objects of the audit lie, and for whom each place is the same as a closed space."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """A space of the audit, or the public part of the site.

    Attributes:
        code: its name in findings.
        preset: who comes in; empty for the public part of the site.
        kind: what the space is for.
        parent: code of the place on whose page it is shown.
        stands_for: the matrix says what each role gets in a closed space that members, a team
            or nobody else knows of; here a role gets what another one gets there.
    """

    code: str
    preset: str
    kind: str = "group"
    parent: str = ""
    stands_for: dict[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """Short name of the space in addresses."""
        return f"audit-{self.code}"


def all_as(role: str, *codes: str) -> dict[str, str]:
    """Every one of these roles gets what that one gets."""
    return dict.fromkeys(codes, role)


ALWAYS = {
    "pa": "au",  # limited accounts, strangers here
    "vo": "au",
    "su": "ex",  # suspended: was a reader, her session lives
    "ru": "ex",  # her membership ran out
    "ax": "se",  # an administrator who has not entered
}
"""Roles beside those of the matrix, by the one whose letters they share."""

PLACES = {
    place.code: place
    for place in (
        Place("members", "members"),
        Place("team", "team"),
        Place("secret", "secret"),
        Place(
            "open",
            "open",
            stands_for=all_as("re", "au", "om", "pe", "ex", "ru", "tr", "se", "ax"),
        ),
        Place(
            "network",
            "members",
            kind="members_area",
            stands_for=all_as("re", "om", "co", "ma", "tr", "se", "ax", "ad"),
        ),
        Place(
            "folder",
            "secret",
            kind="folder",
            parent="members",
            stands_for={"vo": "re", **all_as("om", "re", "co", "ma", "ad")},
        ),
        Place(
            "public",
            "",
            stands_for=all_as(
                "re", "an", "au", "om", "pe", "ex", "co", "ma", "tr", "se", "ad", "ax", "ru",
                "pa", "vo", "su",
            ),
        ),
    )
}  # fmt: skip

CLOSED = ("members", "team", "secret")


def column_of(role: str, place: str) -> str:
    """The column of the matrix that says what a role gets in a place."""
    stands_for = PLACES[place].stands_for
    return stands_for[role] if role in stands_for else ALWAYS.get(role, role)
