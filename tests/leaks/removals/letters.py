"""Checks of letters, editing screens and accounts."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.leaks.removals.removal import ONE, Removal, without


@contextmanager
def enumerable_accounts() -> Iterator[None]:
    """Let the doors say who has an account."""
    from django.test import override_settings

    with override_settings(ACCOUNT_PREVENT_ENUMERATION=False):
        yield


REMOVALS = (
    Removal(
        "rights asked again at sending",
        without("people.post.send:why_drop", "if kind.still_holds(letter, person)", "if True"),
        ("letter_commented", "letter_message", "letter_role"),
    ),
    Removal(
        "editors of a page in letters",
        without(
            "pages.letters.page:PageLetter.still_holds",
            'may(person, "edit", page_of(letter))',
            "True",
        ),
        ("letter_commented",),
        kinds=ONE,
    ),
    Removal(
        "readers of a thread in letters",
        without(
            "discussions.letters:InThread.still_holds",
            'may(person, "view", self.message(letter))',
            "True",
        ),
        ("letter_message",),
        kinds=("note", "discussion"),
    ),
    Removal(
        "roles in letters",
        without(
            "people.letters.roles:RoleChanged.still_holds", "return (held", "return True or (held"
        ),
        ("letter_role",),
        kinds=("space",),
    ),
    Removal(
        "managers in letters about requests",
        without(
            "people.letters.joining:Requested.still_holds",
            'may(person, "manage", request.space)',
            "True",
        ),
        ("letter_request",),
        places=("members",),
        kinds=("request",),
    ),
    Removal(
        "managers in letters",
        without(
            "people.letters.roles:AdministratorEntered.still_holds", "role=MANAGER", "role__gt=''"
        ),
        ("letter_entered",),
        kinds=("space",),
        roles=("re", "ma"),
    ),
    Removal(
        "rights over one page that end where spaces begin",
        without(
            "access.policies.grants:Grants.at",
            "if above in self.borders and above != path:",
            "if False:",
        ),
        ("letter_commented",),
        roles=("se", "om"),
        kinds=ONE,
    ),
    Removal(
        "rights over many pages that end where spaces begin",
        without(
            "access.policies.grants:Grants._condition",
            "any(border.startswith(path) for border in self.borders)",
            "False",
        ),
        ("who_draft",),
        roles=("se", "om"),
        kinds=("draft",),
    ),
    Removal(
        "ids in the editing screens",
        without(
            "passerelle.admin.guard:AdminGuardMiddleware.process_view",
            "if not all_among(kind(person), ids):",
            "if False:",
        ),
        ("admin_page",),
        roles=("om", "se"),
        kinds=ONE,
    ),
    Removal(
        "pages that links can choose",
        without(
            "passerelle.wagtail_hooks:narrow_choice",
            'pages.filter(pk__in=chosen_pages(request.user).values("pk"))',
            "pages",
        ),
        ("admin_lists",),
        roles=("om", "se"),
        kinds=ONE,
    ),
    Removal(
        "titles of drafts in choosers",
        without("passerelle.admin.seen:chosen_pages", 'filter(draft_title=F("title"))', "all()"),
        ("admin_lists",),
        roles=("om", "re"),
        places=("network",),
        kinds=ONE,
    ),
    Removal(
        "reports of every space",
        without(
            "passerelle.admin.guard:AdminGuardMiddleware.process_view",
            "if name in OF_EVERY_SPACE and not person.is_superuser:",
            "if False:",
        ),
        ("admin_reports",),
        roles=("ax",),
        kinds=("event",),
    ),
    Removal(
        "doors that do not tell who has an account",
        enumerable_accounts,
        ("account_doors",),
        roles=("an",),
        kinds=("account",),
    ),
)
