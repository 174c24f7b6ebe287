"""All that answers somebody, and who names it: a surface, or a line below with its reason."""

from collections.abc import Iterator

from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver

from access.kinds import KINDS as PANEL_KINDS
from passerelle.audit import surfaces
from passerelle.audit.surface import SURFACES
from people.post.kinds import KINDS as LETTER_KINDS
from search.documents import SOURCES
from search.models import SearchDocument

__all__ = ["exempt", "named", "surfaces", "unnamed"]

OWN = "a person's own account, and no object of anybody else's: tests/people"
SIGN_IN = "a step of signing in, which shows nothing of the site: tests/people"
TRANSLATORS = "pages sent to translation, which no world here has: tests/exchange/translations"
BY_PROGRAMS = "run by who has the machine: no reader gets its output"
TERMS = "words for the thesaurus, which is public, and for those who tend it: tests/thesaurus"

REASONS: dict[str, str] = {
    "route:admin/": "every editing screen is named by tests/leaks/test_admin_scan.py",
    "route:accessibility": "a text that comes with the product",
    "route:personal_data": "a text that comes with the product",
    "route:handbook_chapter": "a text that comes with the product",
    "route:too_large": "a sentence of the product",
    "route:offline": "the same text for everybody; a script fills it in: tests/passerelle",
    "route:offline_token": OWN,
    "route:worker": "a script that comes with the product",
    "route:contact": "a form without anything of the site but its name: tests/passerelle",
    "letter:contact": "to the contact address, what a visitor wrote: tests/passerelle",
    "route:themes_skos": TERMS,
    "route:own_terms": OWN,
    "route:propose_term": TERMS,
    "route:thesaurus_desk": TERMS,
    "route:term_proposal": TERMS,
    "route:merge_themes": TERMS,
    "route:theme_names": TERMS,
    "route:theme_names_report": TERMS,
    "letter:term_answered": "to the one who proposed a word",
    "route:translators": "names those who translate what is public, to administrators",
    "route:account_translating": OWN,
    "letter:to_translate_daily": "the same pages, to the same people, as `letter_to_translate`",
    "letter:translation_to_review": "asks `may` at sending: tests/people/letters",
    "letter:translation_sent_back": "asks `may` at sending: tests/people/letters",
    "route:settle_report": "takes what a button says, and shows nothing: tests/languages",
    "letter:error_settled": "asks at sending whether the page is public: tests/languages",
    "letter:language_role_given": "to the one who has the role",
    "command:add_language": BY_PROGRAMS,
    "command:translation_status": BY_PROGRAMS,
    "route:stop_letters": "a signed link, which names a kind of letters: tests/people/post",
    "route:all_spaces": "names every space to administrators, who may enter each one",
    "route:invitation": "a secret of its own in the address: tests/people/spaces",
    "route:request_by_letter": "a signed link for a manager: tests/people/spaces",
    "letter:invitation": "to the address that was invited, whoever that is",
    "letter:invitation_to_translate": "to the address that was invited, whoever that is",
    "letter:request_answered": "to the one who asked",
    "route:account_provider": SIGN_IN,
    "route:account_provider_callback": SIGN_IN,
    "route:account_provider_login": SIGN_IN,
    "route:socialaccount_signup": SIGN_IN,
    "route:account": OWN,
    "route:account_name": OWN,
    "route:account_profile": OWN,
    "route:account_data": OWN,
    "route:account_data_download": OWN,
    "route:account_data_erase": OWN,
    "route:account_email": OWN,
    "route:account_change_password": OWN,
    "route:account_set_password": OWN,
    "route:account_logout": OWN,
    "route:usersessions_list": OWN,
    "route:account_inactive": SIGN_IN,
    "route:account_signup": SIGN_IN,
    "route:account_reauthenticate": SIGN_IN,
    "route:account_email_verification_sent": SIGN_IN,
    "route:account_confirm_login_code": SIGN_IN,
    "route:account_request_login_code": SIGN_IN,
    "route:account_reset_password_done": SIGN_IN,
    "route:account_reset_password_from_key": SIGN_IN,
    "route:account_reset_password_from_key_done": SIGN_IN,
    "route:mfa_": OWN,
    "route:translation_file": TRANSLATORS,
    "route:translation_files": TRANSLATORS,
    "route:translation_report": TRANSLATORS,
    "command:export_translations": BY_PROGRAMS,
    "command:import_translations": BY_PROGRAMS,
    "command:check_access": BY_PROGRAMS,
    "command:audit_access": "this audit, in a copy that goes",
    "command:backup": "a file that its owner alone reads: tests/passerelle/backup",
    "command:backup_drill": "prints numbers",
    "command:restore": "prints numbers",
    "command:catalogues": "interface texts of the product",
    "command:deploy_check": "tells of settings and services, and nothing of what is on the site",
    "command:print_config": "prints settings of other programs",
    "command:run_scheduled": "runs one of the others",
    "command:check_journal": BY_PROGRAMS,
    "command:forget_old": "prints numbers: tests/passerelle/retention",
    "letter:account_ends": "to the owner of an account: tests/passerelle/retention",
    "command:send_letters": "sends what the rows of letters check: it prints numbers",
    "command:publish_scheduled": "does what editors planned: it prints numbers",
    "command:reindex": "prints a number",
    "command:db_worker": "runs tasks that others checked: it prints numbers",
    "command:forget_tasks": "prints a number",
    "command:read_files": "prints numbers",
    "command:reconcile_media": BY_PROGRAMS,
    "command:scan_files": "prints numbers",
    "command:check_index": "prints numbers",
    "command:demo": "runs the demonstration",
    "command:serve": BY_PROGRAMS,
    "command:install": "prepares an empty site",
    "field:kind": "a code",
    "field:object_id": "a number, of which addresses are made and checked: see field:title",
    "field:language": "the facet of `counts`",
    "field:type": "the facet of `counts`",
    "field:facets": "codes as characters: see `counts`",
    "field:group": "joins translations, and is not shown",
    "field:audience": "what all of this is about: never shown",
    "field:path": "narrows lists, and is not shown",
    "field:title_key": "sorts lists, and is not shown",
    "field:id": "a number that is not shown",
    "source:page": "see field:title",
    "source:organization": "organisations are public",
    "source:thread": "see `search` for notes and discussions",
    "source:document": "see `search` for files",
}
"""What no surface names, with the reason. A name that ends in `/` or `_` stands for all that
begins with it."""


def exempt(name: str) -> str:
    """The reason why no surface need name something; empty if there is none."""
    for known, reason in REASONS.items():
        if name == known or (known[-1] in "/_" and name.startswith(known)):
            return reason
    return ""


def named() -> set[str]:
    """What surfaces name."""
    return {name for surface in SURFACES.values() for name in surface.names}


def everything() -> set[str]:
    """Routes, letters, kinds of panels, commands of ours, sources and fields of the index."""
    return {
        *(f"route:{name}" for name in routes(get_resolver().url_patterns)),
        *(f"letter:{code}" for code in LETTER_KINDS),
        *(f"kind:{code}" for code in PANEL_KINDS),
        *(f"command:{name}" for name in own_commands()),
        *(f"source:{kind}" for kind in SOURCES),
        *(f"field:{field.name}" for field in SearchDocument._meta.fields),
    }


def routes(patterns: list[URLPattern | URLResolver], above: str = "") -> Iterator[str]:
    """Every route: by its name outside the editing screens, else by its address."""
    for pattern in patterns:
        address = above + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, address)
        elif address.startswith("admin/") or not pattern.name:
            yield address
        else:
            yield pattern.name


def own_commands() -> Iterator[str]:
    """The commands that rooms of ours bring along."""
    rooms = {"access", "exchange", "files", "languages", "pages", "passerelle", "people", "search"}
    rooms |= {"discussions", "thesaurus"}
    return (name for name, room in get_commands().items() if room in rooms)


def unnamed() -> list[str]:
    """What neither a surface nor a reason names."""
    return sorted(name for name in everything() - named() if not exempt(name))
