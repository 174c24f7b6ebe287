"""Open a space in a demonstration, so that somebody can be watched writing in it.

Prints the address of the space's home.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLUG = "essai-de-plume"


def open_space(email: str) -> str:
    """Open the space, unless it is there, with one contributor.

    Args:
        email: whose account.

    Returns:
        The path of its home page in English.
    """
    from access.actions.membership import give
    from access.models import Space
    from pages.actions.open_space import open_space as plant
    from people.models import Person

    writer = Person.objects.get(email=email)
    if not Space.objects.filter(slug=SLUG).exists():
        manager = Person.objects.exclude(pk=writer.pk).earliest("pk")
        space = plant(SLUG, {"en": "Trial of the pen"}, "members", manager, [manager])
        give(space, writer, "contributor", manager)
    return f"/en/spaces/{SLUG}/"


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.settings.dev")
    import django

    django.setup()
    sys.stdout.write(open_space(sys.argv[1]) + "\n")
