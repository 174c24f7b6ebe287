"""Whatever two people may change at once is never written over in silence, on no form of ours."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Group, Permission
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict
from django.test import Client
from pytest_django import Settings
from wagtail.models import Collection, GroupCollectionPermission, Site, Task

from access.models import LanguageRole
from discussions.actions.write import Words, begin
from discussions.models.thread import NOTE
from files.models import Picture
from pages.actions.save_search import save_search
from pages.models import Home, Section, StrategicObjective
from pages.models.objective import ObjectiveText
from pages.searches import Search
from people.models import Person
from search.pins import Pin
from tests.factories import (
    OrganizationFactory,
    a_space,
    add,
    archived_period,
    belonging,
    concept,
    holding,
    item,
    reading_screens,
)
from tests.files.conftest import document, media, picture
from tests.files.test_shelf import png, put

# Pytest finds fixtures by the names that are here.
__all__ = ["media", "picture"]

CONFLICT = 409
SITE = Path(__file__).parents[2] / "site"
ROOMS = {"pages", "search", *(folder.name for folder in SITE.iterdir())}


class Case(NamedTuple):
    """A form over what is saved already.

    Attributes:
        form: its class.
        address: where it is, with the keys of `place` in braces.
        field: one of its fields, with the same.
        theirs: what the first one saves in it.
        mine: what the second one saves, who began before.
        press: the button, as `name=value`.
    """

    form: str
    address: str
    field: str
    theirs: str
    mine: str
    press: str = ""

    @property
    def is_wagtails(self) -> bool:
        """Whether its screen is one of Wagtail’s for a record."""
        kinds = ("groups", "images", "documents", "collections", "workflows", "sites", "users")
        return self.address.startswith(tuple(f"/admin/{kind}/" for kind in kinds))

    @property
    def is_text(self) -> bool:
        """Whether it is told as it was typed: a choice is told by its name."""
        return self.theirs[:1].isupper() or "@" in self.theirs


SPACE = "/en/spaces/atelier/"
GROUP, WORKFLOW = "/admin/groups/edit/{group}/", "/admin/workflows/edit/{workflow}/"
TASK, RIGHTS = "/admin/workflows/tasks/edit/{task}/", "page_permissions-0-permissions"
STATE, CHANGE = f"{SPACE}settings/state/", "change={reader}"
RECORDS = "/admin/snippets/"
CASES = [
    Case("ChangedNamesForm", f"{SPACE}settings/names/", "name_en", "Workshop", "Atelier"),
    Case("JoiningForm", f"{SPACE}settings/newcomers/", "questions_en", "Who are you?", "Why?"),
    Case("PartsForm", f"{SPACE}settings/parts/", "parts", "files", "notes"),
    Case("MachineForm", f"{SPACE}settings/machine/", "machine_help", "on", ""),
    Case("PresetForm", f"{SPACE}settings/preset/?preset=open", "preset", "team", "open"),
    Case("StatusForm", f"{STATE}?status=archived", "status", "read_only", "archived"),
    Case("RoleForm", f"{SPACE}people/", "role-{reader}", "contributor", "publisher", CHANGE),
    Case("OrganizationForm", f"{SPACE}organisation/puits/", "city", "Dakar", "Saint-Louis"),
    Case("OrganizationForm", f"{SPACE}organisation/puits/", "description_en", "Digs.", "Wells."),
    Case("FileForm", f"{SPACE}files/document/{{document}}/", "title", "The budget", "Ours"),
    Case("EditForm", f"{SPACE}notes/{{note}}/edit/", "text", "Two wells.", "Three wells."),
    Case("ProfileForm", "/en/account/profile/", "offers", "Accounting.", "Teaching."),
    Case("OwnNameForm", "/en/account/name/", "first_name", "Aïssatou", "Fatou"),
    Case("TranslatorSettingForm", "/en/account/translating/", "daily", "on", ""),
    Case("CreditForm", "/en/translate/", "name", "A. Diallo", "Awa D."),
    Case("RenameForm", "/en/search/saved/", "name", "Wells", "Water", "act=rename"),
    Case("ReviewForm", "/en/translators/", "reviewed", "en", "fr", "rules=1"),
    Case("SharedForm", "/admin/settings/our-site/", "shared-contact_address", "a@b.org", "c@d.org"),
    Case("WordsForm", "/admin/settings/our-site/", "words-en-baseline", "Together", "Beside"),
    Case("PlaceForm", "/admin/settings/our-site/", "place-{section}-order", "9", "1"),
    Case("OrderForm", "/admin/settings/search/", "newness", "some", "much"),
    Case("ChangedNameForm", "{version}", "version_name", "Before the board", "After it"),
    Case("PersonEditForm", "/admin/users/edit/{reader_person}/", "first_name", "Ami", "Aïda"),
    Case("SiteGroupForm", GROUP, "name", "Helpers", "Friends"),
    Case("SiteGroupForm", GROUP, "permissions", "{may_add}", "{may_change}"),
    Case("pages of groups", GROUP, RIGHTS, "lock_page", "unlock_page"),
    Case("PictureForm", "/admin/images/{picture}/", "title", "The well", "Our well"),
    Case("PictureForm", "/admin/images/{picture}/", "focal_point_x", "10", "20"),
    Case("DocumentForm", "/admin/documents/edit/{site_document}/", "title", "The budget", "Ours"),
    Case("collections", "/admin/collections/{collection}/", "name", "Posters", "Leaflets"),
    Case("workflows", WORKFLOW, "name", "Reading", "Looking"),
    Case("pages of workflows", WORKFLOW, "pages-2-page", "{section_page}", "{page}"),
    Case("tasks", TASK, "groups", "{other_group}", "{third_group}"),
    Case("sites", "/admin/sites/edit/{site}/", "site_name", "Ours", "All of us"),
    Case("Concept", f"{RECORDS}thesaurus/concept/edit/{{concept}}/", "labels-0-name", "A", "B"),
    Case("Territory", f"{RECORDS}thesaurus/territory/edit/{{territory}}/", "code", "ML", "GN"),
    Case("Organization", f"{RECORDS}people/organization/edit/{{organization}}/", "city", "A", "B"),
    Case("StrategicObjective", "{objective}", "code", "X1", "X2"),
    Case("Period", f"{RECORDS}pages/period/edit/{{period}}/", "starts", "2001-01-01", "2002-01-01"),
    Case("Pin", f"{RECORDS}search/pin/edit/{{pin}}/", "words", "wells", "water"),
]  # fmt: skip

NOTHING_THERE = {
    "exchange.": "brings in or takes out; what it would do is shown, and refused once it changed",
    "pages.answer_forms": "answers what waits, once",
    "pages.checks.form": "pages: `passerelle.admin.saving`, by versions",
    "pages.error_form": "reports an error",
    "pages.forms": "opens a space",
    "pages.models.": "pages: `passerelle.admin.saving`, by versions",
    "pages.theme_forms": "proposes a word",
    "pages.views.adapt": "copies a page",
    "pages.views.saved_searches.NameForm": "what `RenameForm` is made of",
    "pages.views.saved_searches.SaveForm": "saves a search anew",
    "passerelle.forms.contact": "writes to us",
    "passerelle.forms.version_name.VersionNameForm": "names the version that it makes",
    "discussions.forms.MessageForm": "adds a message",
    "discussions.forms.ThreadForm": "adds a thread",
    "files.forms.SendForm": "adds files",
    "people.forms.accounts": "makes accounts, gives a role that others keep",
    "people.forms.entrance": "lets people in; a password is not changed by two",
    "people.forms.erase": "erases an account",
    "people.forms.invitations": "invites",
    "people.forms.joining": "asks, answers once, leaves",
    "people.forms.name.NameForm": "what `OwnNameForm` is made of",
    "people.forms.name.NewcomerForm": "makes an account",
    "people.forms.organization.Identified": "a part of other forms",
    "people.forms.organization.OrganizationRecordForm": "`watch_records` puts it in",
    "people.forms.space_settings.NamesForm": "what `ChangedNamesForm` is made of",
    "people.forms.passkeys": "adds a passkey, or lets in by one; its name is her own",
    "people.forms.stranger": "tells people from machines",
    "people.forms.translators.InvitedTranslatorForm": "invites",
    "people.forms.translators.LanguageRoleForm": "gives a role that others keep",
    "people.forms.translators.TranslatorForm": "gives a role that others keep",
    "people.views.duplicates": "merges two records, and is refused once one changed",
    "people.views.entering": "enters a space",
    "people.wagtail_hooks.ProposalForm": "answers once; `watch_records` puts it in",
}
"""The forms that write over nothing that people typed, and why; whole modules where all do."""


@pytest.fixture
def place(
    settings: Settings,
    homes: tuple[Home, Home],
    roles: dict[str, Group],
    picture: Picture,
    boss: Client,
) -> dict[str, Any]:
    """One of each thing, by name, for somebody who may change everything."""
    settings.MACHINE_TRANSLATION_URL = "deepl:"
    person = Person.objects.get(pk=boss.session["_auth_user_id"])
    space = a_space(managers=[person])
    organization = OrganizationFactory(slug="puits", name="Puits sans frontières")
    organization.spaces.add(space)
    LanguageRole.objects.create(person=person, language="en", role=LanguageRole.Role.TRANSLATOR)
    reader = belonging(space, "reader")
    page = item("article", homes[0], "Un titre")
    revision = page.save_revision()
    section = add(homes[0], Section, "Projets")
    add(homes[0], Section, "Agenda")
    save_search(person, Search.of(person, QueryDict("q=puits")), "Puits")
    objective = StrategicObjective(code="X", period=archived_period())
    objective.texts.add(ObjectiveText(language="en", title="Water for all"))
    objective.save()
    GroupCollectionPermission.objects.create(
        group=roles["administrator"],
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="change_collection"),
    )
    task = Task.objects.order_by("pk")[0]
    return {
        "group": roles["editor"].pk,
        "other_group": roles["documentalist"].pk,
        "third_group": roles["contributor"].pk,
        "may_add": Permission.objects.get(codename="add_territory").pk,
        "may_change": Permission.objects.get(codename="change_territory").pk,
        "picture": picture.pk,
        "site_document": document("budget.txt", b"Ten").pk,
        "collection": Collection.get_first_root_node().add_child(name="Plans").pk,
        "workflow": task.workflows.get().pk,
        "task": task.pk,
        "site": Site.objects.get().pk,
        "section_page": section.pk,
        "page": page.pk,
        "reader": reader.memberships.get().pk,
        "reader_person": reader.pk,
        "document": put(space).pk,
        "note": begin(space, NOTE.code, person, "Wells", "en", Words("A well.")).thread_id,
        "section": section.translation_key,
        "version": f"/admin/pages/{page.pk}/versions/{revision.pk}/name/",
        "concept": concept("water", "Eau", "Water").pk,
        "territory": organization.territory_id,
        "organization": organization.pk,
        "objective": f"{RECORDS}pages/strategicobjective/edit/{objective.pk}/",
        "period": archived_period().pk,
        "pin": Pin.objects.create(words="puits", page=page).pk,
    }


def form_with(html: bytes, field: str) -> tuple[str, dict[str, Any]]:
    """Where the form of a page that has a field sends, and what it sends untouched."""
    page = BeautifulSoup(html, "html.parser")
    tags = page.select(f'form [name="{field}"], [form][name="{field}"]')
    assert tags, f"no form with {field}"
    form = page.find(id=tags[0].get("form")) if tags[0].get("form") else tags[0].find_parent("form")
    assert form is not None
    parts = [*form.select("[name]"), *page.select(f'[form="{form.get("id", "-")}"][name]')]
    sent: dict[str, Any] = {}
    for part in parts:
        for value in values_of(part):
            sent.setdefault(str(part["name"]), []).append(value)
    return str(form.get("action") or ""), sent


def values_of(part: Tag) -> list[str]:
    """What a part of a form sends as it stands."""
    if part.name == "select":
        chosen = part.select("option[selected]") or part.select("option")[:1]
        return [str(option.get("value", option.text)) for option in chosen]
    if part.name == "textarea":
        return [part.text.removeprefix("\n")]
    kind = part.get("type")
    is_off = kind in ("radio", "checkbox") and not part.has_attr("checked")
    if is_off or kind in ("file", "submit") or part.name == "button":
        return []
    return [str(part.get("value", ""))]


def sent_from(client: Client, case: Case, place: dict[str, Any], html: bytes, typed: str) -> Any:
    """The answer to a form as a page shows it, in which somebody typed something."""
    typed = typed.format(**place)
    address, data = form_with(html, case.field.format(**place))
    data[case.field.format(**place)] = [typed] if typed else []
    if case.press:
        name, _sign, value = case.press.format(**place).partition("=")
        data[name] = [value]
    return client.post(address or case.address.format(**place).partition("?")[0], data)


def versions_in(html: bytes, field: str) -> list[list[str]]:
    """The versions that a form was begun from."""
    found = form_with(html, field)[1].items()
    return [value for name, value in found if "version" in name and name != field]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.form}-{case.field}" for case in CASES])
def test_of_two_who_change_a_thing_the_second_is_shown_both_and_saves_on_purpose(
    case: Case, place: dict[str, Any], boss: Client
) -> None:
    address, field = case.address.format(**place), case.field.format(**place)
    shown = boss.get(address).content
    begun = versions_in(shown, field)
    first = sent_from(boss, case, place, shown, case.theirs)
    assert first.status_code == 302, BeautifulSoup(first.content, "html.parser").select(
        ".error-message"
    )
    saved = versions_in(boss.get(address).content, field)
    assert saved != begun

    second = sent_from(boss, case, place, shown, case.mine)
    assert second.status_code == CONFLICT
    said = [tag.text for tag in BeautifulSoup(second.content, "html.parser").select(".theirs dd")]
    assert said
    if case.is_text:
        assert any(case.theirs in words for words in said), said
    assert form_with(second.content, field)[1].get(field, []) == [case.mine.format(**place)] * bool(
        case.mine
    )
    assert versions_in(boss.get(address).content, field) == saved, "nothing was written"

    again = sent_from(boss, case, place, second.content, case.mine)
    assert again.status_code == 302
    assert versions_in(boss.get(address).content, field) != saved


@pytest.fixture
def in_english(roles: dict[str, Group]) -> Client:
    """The browser of another administrator, who reads the screens in English."""
    return reading_screens(holding(roles["administrator"]))


def test_of_a_group_only_what_she_changed_is_shown_beside_theirs(
    place: dict[str, Any], in_english: Client
) -> None:
    case = next(case for case in CASES if case.address == GROUP)
    hidden = Permission.objects.get(codename="add_session")
    Group.objects.get(pk=place["group"]).permissions.add(hidden)
    shown = in_english.get(GROUP.format(**place)).content
    sent_from(in_english, case, place, shown, case.theirs)
    answer = sent_from(in_english, case, place, shown, case.mine)
    told = BeautifulSoup(answer.content, "html.parser").select(".theirs dt")
    assert [tag.text for tag in told] == ["Name"]


def test_a_file_that_was_chosen_for_a_picture_is_asked_for_again_and_replaces_nothing(
    place: dict[str, Any], in_english: Client
) -> None:
    address = f"/admin/images/{place['picture']}/"
    before = Picture.objects.get(pk=place["picture"]).file.name
    shown = in_english.get(address).content
    data = form_with(shown, "title")[1] | {"title": ["Theirs, a picture of a well"]}
    assert in_english.post(address, data).status_code == 302
    data |= {"title": ["Mine, a picture of a well"], "file": [png("autre.png")]}
    answer = in_english.post(address, data)
    assert answer.status_code == CONFLICT
    page = BeautifulSoup(answer.content, "html.parser")
    assert "Choose your photos and files again" in page.text
    heard = [tag.text for tag in page.select(".theirs :is(del, ins) .w-sr-only")]
    assert heard == ["theirs: ", "yours: "]
    assert [tag.text for tag in page.select(".theirs del")] == ["theirs: Theirs,"]
    assert Picture.objects.get(pk=place["picture"]).file.name == before


def test_the_same_saved_twice_is_no_conflict(place: dict[str, Any], boss: Client) -> None:
    case = CASES[0]
    shown = boss.get(case.address).content
    for _time in range(2):
        assert sent_from(boss, case, place, shown, case.mine).status_code == 302


def test_what_others_changed_elsewhere_on_the_page_is_no_reason_to_refuse(
    place: dict[str, Any], boss: Client
) -> None:
    names, parts = CASES[0], CASES[2]
    shown = boss.get(names.address).content
    sent_from(boss, parts, place, boss.get(parts.address).content, parts.theirs)
    assert sent_from(boss, names, place, shown, names.mine).status_code == 302


@pytest.mark.parametrize("address", sorted({case.address for case in CASES if case.is_wagtails}))
def test_each_screen_of_wagtail_watches_all_forms_that_it_shows(
    address: str, place: dict[str, Any], boss: Client
) -> None:
    context = boss.get(address.format(**place)).context_data  # type: ignore[attr-defined]
    watched = [context["form"], *context["form"].beside.values()]
    shown = [one for value in context.values() for one in forms_in(value)]
    assert {type(one) for one in shown} <= {type(one) for one in watched}


def forms_in(value: Any) -> list[Any]:
    """The forms and rows of forms that a screen is given."""
    if isinstance(value, list | tuple):
        return [one for inner in value for one in forms_in(inner)]
    return [value] if isinstance(value, BaseForm | BaseFormSet) else []
