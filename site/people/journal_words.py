"""The journal of a space in sentences."""

from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, ngettext_lazy
from django.utils.translation import gettext as _

from access.models import JournalEntry, LanguageRole, Space
from access.presets import PRESETS
from access.roles import ROLES
from people.names import name_of

Verb = JournalEntry.Verb

SENTENCES: dict[str, Any] = {
    Verb.SPACE_OPENED: gettext_lazy("%(actor)s opened the space."),
    Verb.ROLE_GIVEN: gettext_lazy("%(actor)s let %(person)s in: %(role)s."),
    Verb.ROLE_CHANGED: gettext_lazy("%(actor)s gave %(person)s another role: %(role)s."),
    Verb.ROLE_ENDED: gettext_lazy("%(actor)s removed %(person)s."),
    Verb.LANGUAGE_GIVEN: gettext_lazy(
        "%(actor)s made %(person)s a %(role)s for this language: %(language)s."
    ),
    Verb.LANGUAGE_ENDED: gettext_lazy(
        "%(person)s is no longer a %(role)s for this language: %(language)s."
    ),
    Verb.ENTERED: gettext_lazy("%(actor)s entered as administrator: “%(reason)s”."),
    Verb.PRESET_CHANGED: gettext_lazy(
        "%(actor)s changed who comes in: from “%(before)s” to “%(after)s”."
    ),
    Verb.STATUS_CHANGED: gettext_lazy(
        "%(actor)s changed the state of the space: from “%(before)s” to “%(after)s”."
    ),
    Verb.PARTS_CHANGED: gettext_lazy("%(actor)s changed the parts that are on: %(after)s."),
    Verb.AUDIENCE_CHANGED: gettext_lazy("%(actor)s changed who sees a page."),
    Verb.INVITED: ngettext_lazy(
        "%(actor)s invited %(number)d person: %(role)s.",
        "%(actor)s invited %(number)d people: %(role)s.",
        "number",
    ),
    Verb.ASKED: gettext_lazy("%(person)s asked to join."),
    Verb.REFUSED: gettext_lazy("%(actor)s declined the request of %(person)s."),
    Verb.EXPORTED: gettext_lazy("%(actor)s took out a list."),
    Verb.SUSPENDED: gettext_lazy("%(actor)s suspended the account of %(person)s."),
    Verb.RESTORED: gettext_lazy("%(actor)s restored the account of %(person)s."),
    Verb.ERASED: gettext_lazy("The account of %(person)s was erased."),
    Verb.IMPORTED: gettext_lazy("%(actor)s corrected the directory by a spreadsheet."),
    Verb.MACHINE_HELP: gettext_lazy(
        "%(actor)s changed whether a machine may translate: %(after)s."
    ),
    Verb.MERGED: gettext_lazy("%(actor)s merged two organisations of the directory."),
    Verb.TERM_ANSWERED: gettext_lazy("%(actor)s answered a proposal for the thesaurus."),
    Verb.THEMES_NAMED: ngettext_lazy(
        "%(actor)s named %(number)d theme by a table.",
        "%(actor)s named %(number)d themes by a table.",
        "number",
    ),
    Verb.CONFIRMED: gettext_lazy("%(actor)s confirmed people and rights after a restore."),
    Verb.THEMES_MERGED: gettext_lazy("%(actor)s merged two themes of the thesaurus."),
    Verb.FILE_HELD: gettext_lazy("A file that %(actor)s added was kept back."),
    Verb.FILE_RELEASED: gettext_lazy("%(actor)s released a file that was kept back."),
    Verb.FILE_REMOVED: gettext_lazy("%(actor)s removed a file that was kept back."),
}
BY_HERSELF: dict[str, Any] = {
    Verb.ROLE_GIVEN: gettext_lazy("%(person)s came in: %(role)s."),
    Verb.ROLE_CHANGED: gettext_lazy("%(person)s took another role: %(role)s."),
    Verb.ROLE_ENDED: gettext_lazy("%(person)s left."),
}
"""For acts that people do to themselves, or that nobody did."""

TAKEN_OUT: dict[str, Any] = {
    "people": gettext_lazy("%(actor)s took out the list of people."),
    "organizations": gettext_lazy("%(actor)s took out the list of organisations."),
    "translations": ngettext_lazy(
        "%(actor)s took out %(number)d text to translate into this language: %(language)s.",
        "%(actor)s took out %(number)d texts to translate into this language: %(language)s.",
        "number",
    ),
}
"""By what was taken out."""

KNOWN_VALUES: dict[str, dict[str, Any]] = {
    Verb.PRESET_CHANGED: {code: preset.name for code, preset in PRESETS.items()},
    Verb.STATUS_CHANGED: dict(Space.Status.choices),
    Verb.PARTS_CHANGED: dict(Space.Part.choices),
    Verb.MACHINE_HELP: {"agreed": gettext_lazy("yes"), "ended": gettext_lazy("no")},
}
"""What people call the codes that an act went from and to."""


def sentence_of(entry: JournalEntry) -> SafeString:
    """An entry in words of the language now active, as HTML: what people wrote stands apart.

    Args:
        entry: with its `actor` and `person`, either of whom may have been erased since.
    """
    facts: dict[str, Any] = entry.facts
    values = {
        "actor": name_in_words(entry.actor) if entry.actor_number else escape(_("the site")),
        "person": name_in_words(entry.person),
        "role": escape(role_in_words(entry.role)),
        "language": escape(language_in_words(facts.get("language", ""))),
        "reason": format_html("<bdi>{}</bdi>", facts.get("reason", "")),
        "number": facts.get("number", 0),
        "before": escape(value_in_words(entry.verb, facts.get("before"))),
        "after": escape(value_in_words(entry.verb, facts.get("after"))),
    }
    return mark_safe(capfirst(words_for(entry) % values))  # noqa: S308 - all values are escaped


def words_for(entry: JournalEntry) -> Any:
    """The sentence for an act, with the places of its names."""
    if entry.verb == Verb.EXPORTED and entry.facts.get("what") in TAKEN_OUT:
        return TAKEN_OUT[entry.facts["what"]]
    is_own = entry.actor_number in (None, entry.person_number)
    return (is_own and BY_HERSELF.get(entry.verb)) or SENTENCES[entry.verb]


def name_in_words(person: Any) -> SafeString:
    """A name whose letters do not mix with those around it; words for one who is gone."""
    is_gone = person is None or person.erased_at
    return format_html("{}" if is_gone else "<bdi>{}</bdi>", name_of(person))


def role_in_words(role: str) -> str:
    """A role of a space, or one in languages."""
    if role in ROLES:
        return str(ROLES[role].name).lower()
    return str(dict(LanguageRole.Role.choices).get(role, role))


def language_in_words(code: str) -> str:
    """A language as the reader calls it; its code where that is not known."""
    try:
        return str(get_language_info(code)["name_translated"]).lower()
    except KeyError:
        return code


def value_in_words(verb: str, value: Any) -> str:
    """A code of the journal as people know it."""
    known = KNOWN_VALUES.get(verb, {})
    codes = value if isinstance(value, list) else [value] if value else []
    return ", ".join(str(known.get(code, code)) for code in codes) or _("none")
