"""Checks of who may see what, spaces, and panels."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.leaks.removals.removal import ANY, ONE, SEEN, Removal, both, rewritten, without


@contextmanager
def farthest_root() -> Iterator[None]:
    """Let triggers take the highest root instead of the nearest."""
    from access import triggers

    with rewritten(triggers.Tree.nearest_audience, "DESC", "ASC"):
        triggers.install_triggers()
        yield


REMOVALS = (
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
            '**{f"{lookup}__among": audiences}, ',
            "",
        ),
        ("api_document", "api_picture", "api_files"),
    ),
    Removal(
        "audiences of addresses",
        without(
            "access.routing:pages_at",
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
        without("access.visibility:worked_out", "sorted(rights.manages)", "sorted(rights.views)"),
        ("board_page", "api_board_page"),
    ),
    Removal(
        "memberships that run out",
        without("access.rights:end_overdue", "end(membership, actor=None)", "pass"),
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
            "rights.views if person.limited else ",
            "",
        ),
        ("page", "search"),
        roles=("pa", "au"),
        places=("open",),
        kinds=ONE,
    ),
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
        "requests for managers",
        without("people.views.requests:show_requests", 'slug, "manage"', "slug"),
        ("space_desk",),
        roles=("re", "au"),
        places=("members",),
        kinds=("request",),
    ),
    Removal(
        "circles of people",
        without("people.querysets:ProfileQuerySet.shown_to", 'field_shown("name", reader), ', ""),
        ("people", "person"),
        kinds=("account",),
    ),
    Removal(
        "circles of photos",
        without(
            "people.querysets:ProfileQuerySet.showing_photo_to",
            'self.shown_to(seen_by).filter(field_shown("photo", seen_by))',
            "self.all()",
        ),
        ("person_photo",),
        kinds=("account",),
    ),
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
            "access.kinds:known_to",
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
)
