"""The four ways in which a space can be open or closed, as data."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Preset:
    """How a space can be seen and joined.

    Attributes:
        code: stable name, part of contracts.
        name: what people call it.
        sentence: what it means, in the same words everywhere.
        how_to_join: what those outside can do; empty where they know nothing of the space.
        visible: `open` (read by whoever is signed in), `listed` (a card), `secret` (nothing).
        joining: `free`, `on_request` or `by_invitation`.
        newcomer: the role that people have when they join.
    """

    code: str
    name: str | Promise
    sentence: str | Promise
    how_to_join: str | Promise
    visible: str
    joining: str
    newcomer: str = "contributor"


PRESETS = {
    preset.code: preset
    for preset in (
        Preset(
            "open",
            _("Open"),
            _("Whoever is signed in reads, joins and writes."),
            _("With an account, one reads, joins and writes."),
            "open",
            "free",
        ),
        Preset(
            "members",
            _("Members"),
            _("Only its people read; others see that it exists and can ask to join."),
            _("Ask to join: its managers answer you."),
            "listed",
            "on_request",
        ),
        Preset(
            "team",
            _("Team"),
            _("Only its people read; others see that it exists, and one joins by invitation."),
            _("One joins by invitation of its managers."),
            "listed",
            "by_invitation",
        ),
        Preset(
            "secret",
            _("Secret"),
            _("Only its people know of it, and one joins by invitation."),
            "",
            "secret",
            "by_invitation",
        ),
    )
}


def preset_choices() -> list[tuple[str, Any]]:
    """Codes and names, for forms."""
    return [(preset.code, preset.name) for preset in PRESETS.values()]


def codes_where(**axes: str) -> tuple[str, ...]:
    """Codes of the presets that have these values, for instance `visible="open"`."""
    return tuple(
        preset.code
        for preset in PRESETS.values()
        if all(getattr(preset, axis) == value for axis, value in axes.items())
    )
