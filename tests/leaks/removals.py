"""Take out one check after the other: the rows that name it must turn red.

`uv run python -m tests.leaks.removals [NAME…]` does it for those named, or all, and prints a
table. A removal is a line of `REMOVALS`: its name, how the check is taken out, and which rows
must then find something. `rewritten` changes one text within a function, for all who call it.
"""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from types import CodeType
from typing import Any


@dataclass(frozen=True)
class Removal:
    """One check that is taken out.

    Attributes:
        name: of the check.
        without: takes it out for as long as it is entered.
        rows: surfaces that must find something without it.
        roles: who looks.
        places: where objects lie.
        kinds: classes of object that are planted; all if none is named.
    """

    name: str
    without: Callable[[], AbstractContextManager[Any]]
    rows: tuple[str, ...]
    roles: tuple[str, ...] = ("an", "au", "re")
    places: tuple[str, ...] = ("secret",)
    kinds: tuple[str, ...] = ()


SOURCES: dict[Any, str] = {}
"""What functions say that were rewritten: a file says what they said before."""


@contextmanager
def rewritten(function: Any, old: str, new: str) -> Iterator[None]:
    """Change a text within the source of a function, in memory, for whoever holds it.

    Raises:
        ValueError: the text does not stand there once: the check has moved.
    """
    function = inspect.unwrap(function)
    source = SOURCES.get(function) or textwrap.dedent(inspect.getsource(function))
    if source.count(old) != 1:
        raise ValueError(f"{function.__qualname__} holds {old!r} {source.count(old)} times.")
    changed = source.replace(old, new)
    tree = ast.parse(changed)
    definition: Any = tree.body[0]
    definition.decorator_list = []
    code = next(
        part
        for part in compile(tree, inspect.getsourcefile(function) or "", "exec").co_consts
        if isinstance(part, CodeType) and part.co_name == function.__name__
    )
    before, function.__code__ = function.__code__, code
    SOURCES[function] = changed
    try:
        yield
    finally:
        function.__code__ = before
        SOURCES[function] = source


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Put something else in the place of an attribute."""
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


def without(path: str, old: str, new: str) -> Callable[[], AbstractContextManager[Any]]:
    """A removal by `rewritten`, of a function named by its module and its own name."""
    module, _colon, name = path.partition(":")

    def enter() -> AbstractContextManager[Any]:
        found: Any = __import__(module, fromlist=["_"])
        for part in name.split("."):
            found = getattr(found, part)
        return rewritten(found, old, new)

    return enter


def both(
    first: Callable[[], AbstractContextManager[Any]],
    second: Callable[[], AbstractContextManager[Any]],
) -> Callable[[], AbstractContextManager[Any]]:
    """Two removals at once, where either check alone would do."""

    @contextmanager
    def enter() -> Iterator[None]:
        with first(), second():
            yield

    return enter


@contextmanager
def farthest_root() -> Iterator[None]:
    """Let triggers take the highest root instead of the nearest."""
    from access import triggers

    with rewritten(triggers.Tree.nearest_audience, "DESC", "ASC"):
        triggers.install_triggers()
        yield


@contextmanager
def enumerable_accounts() -> Iterator[None]:
    """Let the doors say who has an account."""
    from django.test import override_settings

    with override_settings(ACCOUNT_PREVENT_ENUMERATION=False):
        yield


ONE = ("page",)
SEEN, ANY = "visible_to(", "(lambda found, _audiences: found)("
"""The filter of most querysets, and one that lets everything through."""

REMOVALS = (
    # --- What is seen at all ---------------------------------------------------------------
    Removal(
        "audiences of pages",
        without("access.visibility:visible_to", ", audience_row__audience__among=audiences", ""),
        ("page", "api_page", "who_page", "not_translated"),
    ),
    Removal(
        "only what is published",
        without("access.visibility:visible_to", "live=True, ", ""),
        ("draft_address", "api_draft"),
    ),
    Removal(
        "audiences of all else",
        without(
            "access.visibility:visible_to",
            'return queryset.filter(**{f"{lookup}__among": audiences})',
            "return queryset",
        ),
        ("api_document", "api_picture", "api_files"),
    ),
    Removal(
        "audiences of addresses",
        without(
            "access.routing:resolve",
            SEEN,
            ANY,
        ),
        ("page", "page_spelt_otherwise"),
        kinds=ONE,
    ),
    Removal(
        "nearest root",
        farthest_root,
        ("page", "counts"),
        kinds=ONE,
    ),
    Removal(
        "root of a space",
        without(
            "pages.actions.open_space:plant_homes", "AudienceRoot.begin(page, audience)", "pass"
        ),
        ("page",),
        kinds=ONE,
    ),
    Removal(
        "managers only",
        without(
            "access.visibility:worked_out",
            "if permission_id == view:",
            "managed.append(space_id)\n        if permission_id == view:",
        ),
        ("board_page", "api_board_page"),
    ),
    Removal(
        "memberships that run out",
        without("access.visibility:end_overdue", "end(membership, actor=None)", "pass"),
        ("page",),
        roles=("ru", "re"),
        kinds=ONE,
    ),
    Removal(
        "leaving a group",
        without(
            "access.actions.membership:move_between_groups",
            "person.groups.remove(",
            "(lambda *gone: None)(",
        ),
        ("page", "personal_feeds"),
        roles=("ex", "re"),
        kinds=ONE,
    ),
    Removal(
        "limited accounts in open spaces",
        without(
            "access.visibility:worked_out",
            "set() if person.limited else set(open_spaces())",
            "set(open_spaces())",
        ),
        ("page", "search"),
        roles=("pa", "au"),
        places=("open",),
        kinds=ONE,
    ),
    # --- Spaces ----------------------------------------------------------------------------
    Removal(
        "cards of secret spaces",
        without(
            "access.entrance:card_at",
            '~Q(preset__in=codes_where(visible="secret")) & ',
            "",
        ),
        ("space",),
        kinds=("space",),
    ),
    Removal(
        "secret spaces in lists",
        without(
            "access.models.space:SpaceQuerySet.listed",
            'self.exclude(preset__in=codes_where(visible="secret"))',
            "self",
        ),
        ("spaces",),
        kinds=("space",),
    ),
    Removal(
        "entering a space",
        both(
            without("access.entrance:enter", "slug=slug, pk__in=spaces_in(audiences)", "slug=slug"),
            without("access.entrance:enter", "if not decision:", "if False:"),
        ),
        ("threads", "space_events"),
        kinds=("page", "note", "event"),
    ),
    Removal(
        "published pages of a space",
        without(
            "pages.views.space:latest_pages",
            SEEN,
            ANY,
        ),
        ("space_home",),
    ),
    Removal(
        "threads that are hidden or off",
        without(
            "discussions.models.thread:Thread.current_audience",
            "self.space.audience if is_on",
            '"public" if is_on',
        ),
        ("search",),
        kinds=("note", "discussion"),
    ),
    Removal(
        "circles of people",
        without("people.querysets:ProfileQuerySet.shown_to", 'field_shown("name", reader), ', ""),
        ("people", "person"),
        kinds=("account",),
    ),
    # --- Who can see this? -------------------------------------------------------------------
    Removal(
        "panels of pages and files",
        without(
            "access.kinds:Kind.seen_by", "return visible_to(objects, audiences)", "return objects"
        ),
        ("who_page",),
    ),
    Removal(
        "panels of spaces",
        without(
            "access.kinds:Kind.seen_by", "objects.filter(pk__in=spaces_in(audiences))", "objects"
        ),
        ("who_space",),
        kinds=("space",),
    ),
    Removal(
        "panels of drafts",
        without(
            "access.views.who:seen",
            "thing = editable.filter(pk=number).first()",
            "thing = Page.objects.filter(pk=number).first()",
        ),
        ("who_draft",),
        kinds=("draft", "scheduled"),
    ),
    Removal(
        "names for managers only",
        without("access.who:panel", 'if not may(asker, "manage", space):', "if False:"),
        ("who_names",),
        kinds=("account",),
    ),
    # --- Search ------------------------------------------------------------------------------
    Removal(
        "audiences in the index",
        without(
            "search.engines.sqlite:SqliteEngine.matching",
            'f"document.audience IN ({marks(request.audiences)})"',
            'f"(document.audience IN ({marks(request.audiences)}) OR 1 = 1)"',
        ),
        ("counts",),
    ),
    Removal(
        "hits asked once more",
        without(
            "pages.source:PageSource.addresses",
            SEEN,
            ANY,
        ),
        ("stale_index",),
        kinds=("stale",),
    ),
    Removal(
        "spellings that find something",
        without("search.suggestion:suggest", "if engine().count(", "if True or engine().count("),
        ("suggestion",),
    ),
    # --- Feeds, API, sitemap -----------------------------------------------------------------
    Removal(
        "items of feeds asked once more",
        without(
            "exchange.feeds:newest_items",
            SEEN,
            ANY,
        ),
        ("stale_index",),
        kinds=("stale",),
    ),
    Removal(
        "digests of tokens",
        without("people.tokens:person_of", "digest=digest(token), ", ""),
        ("personal_feeds",),
        kinds=ONE,
        roles=("re", "an"),
    ),
    Removal(
        "pages of the sitemap",
        without(
            "exchange.sitemap:page_versions",
            SEEN,
            ANY,
        ),
        ("sitemap",),
    ),
    Removal(
        "pages of the API",
        without("exchange.api.pages:Pages.visible", SEEN, ANY),
        ("api_pages", "api_page", "api_board_page", "api_draft"),
    ),
    Removal(
        "documents of the API",
        without(
            "exchange.api.documents:Documents.visible",
            SEEN,
            ANY,
        ),
        ("api_files", "api_document"),
        kinds=("document",),
    ),
    Removal(
        "pictures of the API",
        without(
            "exchange.api.images:Images.visible",
            SEEN,
            ANY,
        ),
        ("api_files", "api_picture"),
        kinds=("picture",),
    ),
    Removal(
        "translations in the API",
        without(
            "exchange.api.pages:versions_of",
            SEEN,
            ANY,
        ),
        ("api_page",),
        kinds=("lone", "draft_version"),
    ),
    # --- What pages say of others ------------------------------------------------------------
    Removal(
        "versions in other languages",
        without(
            "pages.context:alternates",
            SEEN,
            ANY,
        ),
        ("page",),
        kinds=("lone", "draft_version"),
    ),
    Removal(
        "pages that are not translated",
        without(
            "pages.views.not_translated:show_not_translated",
            SEEN,
            ANY,
        ),
        ("not_translated",),
        kinds=("lone",),
    ),
    Removal(
        "pages named by others",
        without(
            "pages.versions:in_language",
            SEEN,
            ANY,
        ),
        ("public_event", "organization_page"),
    ),
    Removal(
        "readers with a session in the page cache",
        without(
            "passerelle.page_cache:PageCacheMiddleware.__call__",
            "if settings.SESSION_COOKIE_NAME in request.COOKIES:",
            "if False:",
        ),
        ("caches",),
        roles=("re", "an"),
        kinds=ONE,
    ),
    Removal(
        "private answers that nobody keeps",
        without(
            "passerelle.page_cache:PageCacheMiddleware.__call__",
            "private=True, no_store=True",
            "private=True, no_cache=True",
        ),
        ("caches",),
        kinds=ONE,
    ),
    # --- Letters -------------------------------------------------------------------------------
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
        "managers in letters",
        without(
            "people.letters.roles:AdministratorEntered.still_holds", "role=MANAGER", "role__gt=''"
        ),
        ("letter_entered",),
        kinds=("space",),
        roles=("re", "ma"),
    ),
    # --- Editing screens -----------------------------------------------------------------------
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
    # --- Accounts ------------------------------------------------------------------------------
    Removal(
        "doors that do not tell who has an account",
        enumerable_accounts,
        ("account_doors",),
        roles=("an",),
        kinds=("account",),
    ),
)

QUICK = (
    "audiences of addresses",
    "cards of secret spaces",
    "documents of the API",
    "roles in letters",
    "names for managers only",
)
"""Those that every run of the tests takes out."""


def missed(removal: Removal) -> set[str]:
    """The rows that found nothing though a check was taken out; empty if all did."""
    from passerelle.audit.run import Audit
    from tests.leaks.throwaway import throwaway

    with throwaway(), removal.without():
        audit = Audit(
            stages=(removal.places,), roles=removal.roles, codes=removal.rows, kinds=removal.kinds
        )
        report = audit.run()
    return set(removal.rows) - report.surfaces


def intact(removal: Removal) -> list[str]:
    """What the same rows find while the check is there: nothing, or they prove nothing."""
    from dataclasses import replace

    report_of = replace(removal, without=nullcontext)
    return sorted(set(removal.rows) - missed(report_of))


def main() -> int:
    """Take out those named, and print what was caught; the exit code counts what was missed."""
    from tests.benchmarks.database import temporary_database

    names = sys.argv[1:]
    if unknown := set(names) - {removal.name for removal in REMOVALS}:
        raise SystemExit(f"There is no removal called {', '.join(sorted(unknown))}.")
    chosen = [removal for removal in REMOVALS if not names or removal.name in names]
    lost = 0
    with temporary_database():
        for removal in chosen:
            rows = missed(removal)
            lost += bool(rows)
            told = f"MISSED by {', '.join(sorted(rows))}" if rows else "caught"
            print(f"{removal.name:45} {told}", flush=True)
    print(f"{len(chosen) - lost} of {len(chosen)} removals caught.")
    return lost


if __name__ == "__main__":
    raise SystemExit(main())
