"""Doors for accounts: nobody learns there who has one."""

from passerelle.audit.answer import Ask
from passerelle.audit.surface import found_at, listed_in
from passerelle.audit.things import Thing
from passerelle.audit.world import World


@found_at(
    "account_doors",
    ("account",),
    ("route:account_login", "route:account_reset_password"),
    roles=("an",),
    same_queries=False,
)
def account_doors(world: World, thing: Thing) -> list[Ask]:
    """Signing in with a wrong password, and asking for a new one."""
    base, email = f"/{thing.language}/account", f"{thing.word('email')}@example.org"
    return [
        Ask(f"{base}/login/", "POST", {"login": email, "password": "wrong"}, lenient=True),
        Ask(f"{base}/password/reset/", "POST", {"email": email}, lenient=True),
    ]


@listed_in("own_account", (), ("route:own_feeds",))
def own_account(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """A person's own pages."""
    return [Ask(f"/{language}/account/feeds/")]
