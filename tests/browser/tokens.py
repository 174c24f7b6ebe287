"""Give out, in a demonstration, the links that only letters hold: `python -m tests.browser.tokens`.

Run with the environment of that demonstration; prints the tokens as JSON.
"""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPACE = "accompagner"


def hand_out() -> dict[str, str]:
    """A token for an invitation that waits, and one that stops letters."""
    import secrets

    from django.core import signing

    from people.models import Invitation
    from people.models.invitation import digest_of
    from people.post.stop import SALT

    token = secrets.token_urlsafe()
    invitation = Invitation.objects.waiting().filter(space__slug=SPACE).earliest("pk")
    Invitation.objects.filter(pk=invitation.pk).update(digest=digest_of(token))
    row = [invitation.invited_by_id, "message", ""]
    return {"invitation": token, "stop": signing.dumps(row, salt=SALT)}


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.settings.dev")
    import django

    django.setup()
    sys.stdout.write(json.dumps(hand_out()) + "\n")
