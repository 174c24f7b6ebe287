"""The roles of the whole site that somebody holds."""

from people.models import Person, SiteRole

ADMINISTRATOR = "administrator"
RANKS = (ADMINISTRATOR, "editor", "documentalist", "contributor")
# Groups of spaces are made and emptied by the program alone: no form shows them.
SPACE_PREFIX = "space:"


def site_roles_held(person: Person) -> set[str]:
    """The codes of her roles; whoever is above all rights is an administrator too."""
    held = set(SiteRole.objects.filter(group__user=person).values_list("code", flat=True))
    return held | {ADMINISTRATOR} if person.is_superuser else held


def site_role(person: Person) -> str:
    """The one word for what somebody is on the whole site.

    Returns:
        `former`, `suspended`, the highest of her roles, `partner` for a limited account, else
        `member`.
    """
    if person.erased_at:
        return "former"
    if not person.is_active:
        return "suspended"
    held = site_roles_held(person)
    ranked = [code for code in RANKS if code in held]
    if ranked:
        return ranked[0]
    return "partner" if person.limited else "member"


def hold_administrators() -> None:
    """Let whoever else ends an administrator wait until this transaction is over."""
    list(SiteRole.objects.select_for_update(no_key=True).filter(code=ADMINISTRATOR))


def is_last_administrator(person: Person) -> bool:
    """Whether nobody else can administer the site."""
    if ADMINISTRATOR not in site_roles_held(person):
        return False
    others = Person.objects.filter(is_active=True).exclude(pk=person.pk)
    is_there_another = (
        others.filter(groups__site_role__code=ADMINISTRATOR) | others.filter(is_superuser=True)
    ).exists()
    return not is_there_another
