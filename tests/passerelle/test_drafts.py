"""What is typed at length is kept on the device until it is saved, or it is said why not."""

import re
from pathlib import Path

import pytest
from django.forms import Form
from django.template.loader import get_template
from django.test import Client

from access.device import UNKEPT
from people.forms.organization import OrganizationForm
from people.forms.profile import ProfileForm
from people.models import Person
from tests.factories import OrganizationFactory, a_space, signed_in

ROOT = Path(__file__).parents[2]
ROOMS = ("site", "pages", "search")
LONG_TEXT = re.compile(r"^class (\w+)|\b(Textarea|<textarea)\b", re.MULTILINE)

KEPT = {
    "MessageForm": "discussions/parts/compose.html",
    "NewSeminarForm": "exchange/new_seminar.html",
    "JoiningForm": "spaces/settings_form.html",
    "OrganizationForm": "spaces/organization.html",
    "ProfileForm": "account/profile.html",
    "languages/parts/row.html": "languages/translate_page.html",
}
"""Where forms with room for long texts keep them, beside those on which pages are written."""

NOT_KEPT = {
    "ContactForm": "visitors write it, on devices that may be anybody’s; kept once it is sent",
    "ErrorForm": "visitors write it, on devices that may be anybody’s",
    "AskForm": "a few lines; kept once it is sent",
    "InvitationForm": "addresses of people",
    "FolderForm": "addresses of people",
    "Texts": "a sentence about a word",
    "ProposalForm": "a sentence about a word",
    "WordsForm": "a sentence under the name of the site",
    "WriteUpForm": "a text that is pasted, and is where it was copied from",
    "errors/typed.html": "shows what was typed, to be copied",
    "errors/away.html": "shows what was typed, to be copied",
}
"""The others, and why."""


def with_long_texts() -> set[str]:
    """The forms, or templates, that have room for more than a line."""
    found = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            name = ""
            for form, area in LONG_TEXT.findall(path.read_text()):
                name = form or name
                if area:
                    found.add(name)
        for path in (ROOT / room).rglob("*.html"):
            if "<textarea" in path.read_text():
                found.add(path.as_posix().partition("templates/")[2])
    return found


def test_each_form_with_room_for_long_texts_keeps_a_draft_or_says_why_not() -> None:
    assert with_long_texts() == {*KEPT, *NOT_KEPT}


@pytest.mark.parametrize("template", sorted(set(KEPT.values())))
def test_what_keeps_a_draft_names_it_and_offers_it_back(template: str) -> None:
    source = get_template(template).template.source  # type: ignore[attr-defined]
    assert "{% draft_name %}" in source or "data-draft" in source
    assert "look/draft.html" in source or "data-restored" in source


@pytest.mark.parametrize(
    ("form", "names"),
    [(OrganizationForm, {"address", "contact_person", "email", "phone"}), (ProfileForm, {"phone"})],
)
def test_how_to_reach_somebody_stays_on_no_device(
    form: type[Form], names: set[str], db: None
) -> None:
    fields = form().fields
    assert {name for name in fields if UNKEPT.items() <= fields[name].widget.attrs.items()} == names


@pytest.mark.parametrize("which", ["profile", "organization", "settings"])
def test_a_save_tells_the_device_to_forget_and_a_refusal_does_not(
    which: str, homes: object
) -> None:
    space = a_space()
    manager = Person.objects.get(memberships__space=space, memberships__role="manager")
    OrganizationFactory(slug="puits").spaces.add(space)
    address = {
        "profile": "/en/account/profile/",
        "organization": "/en/spaces/atelier/organisation/puits/",
        "settings": "/en/spaces/atelier/settings/newcomers/",
    }[which]
    client: Client = signed_in(manager)
    form = client.get(address).context["form"]
    data = {field.html_name: field.value() or "" for field in form if field.name != "photo"}
    assert "script-src 'self'" in client.get(address)["Content-Security-Policy"]
    refused = client.post(address, data | {"version": "0" * 20, "city": "Else", "offers": "Else",
                                           "newcomer_role": "publisher"})  # fmt: skip
    assert refused.status_code == 409
    assert "sent" not in refused.cookies
    saved = client.post(address, data)
    assert saved.status_code == 302
    assert saved.cookies["sent"].value == data["version"]
