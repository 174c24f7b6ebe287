"""The pages that not everybody sees: through whose eyes, and how each is found."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import APIRequestContext, APIResponse, Playwright

from tests.browser.server import ROOT, Demo

VISITOR = ""


@dataclass(frozen=True)
class Sight:
    """A page as one account sees it.

    Attributes:
        account: whose eyes; none for a visitor.
        path: below the language; `{invitation}` and `{stop}` stand for what only letters hold.
        links: where to go on from there: at each step the first address on the page that this
            pattern matches, wholly.
        is_proven: whether one must have proved a moment ago who one is.
    """

    account: str
    path: str
    links: tuple[str, ...] = ()
    is_proven: bool = False

    @property
    def is_in_letters(self) -> bool:
        """Whether only a letter leads there."""
        return "{" in self.path


NOTE, TALK = r".*/notes/\d+/", r".*/discussions/\d+/"
PAGE = r".*/spaces/membres/\w+(-\w+)+/"
SPACE = "spaces/accompagner/"
SIGHTS = {
    # Spaces, from outside
    "spaces": Sight("member-publisher", "spaces/"),
    "spaces_outside": Sight("outsider", "spaces/"),
    "spaces_visited": Sight(VISITOR, "spaces/"),
    "spaces_limited": Sight("partner", "spaces/"),
    "all_spaces": Sight("administrator", "spaces/all/"),
    "space_new": Sight("administrator", "spaces/new/"),
    "space_enter": Sight("administrator", "spaces/reparer-l-eau/enter/"),
    "space_card": Sight(VISITOR, SPACE),
    "space_card_ask": Sight("outsider", SPACE),
    "space_ask": Sight("outsider", f"{SPACE}join/"),
    "space_asked": Sight("pending", f"{SPACE}join/"),
    "space_join": Sight("outsider", "spaces/atelier-de-tous/join/"),
    "invitation": Sight(VISITOR, "invitations/{invitation}/"),
    "invitation_astray": Sight("outsider", "invitations/{invitation}/"),
    "letters_stop": Sight(VISITOR, "stop/{stop}/"),
    # Spaces, from inside
    "members_area": Sight("member-reader", "spaces/membres/"),
    "space": Sight("member-manager", SPACE),
    "space_open": Sight("outsider", "spaces/atelier-de-tous/"),
    "space_folder": Sight("volunteer", "spaces/cahiers-de-kaya/"),
    "notes": Sight("member-contributor", f"{SPACE}notes/"),
    "note": Sight("member-contributor", f"{SPACE}notes/", (NOTE,)),
    "note_new": Sight("member-contributor", f"{SPACE}notes/new/"),
    "discussions": Sight("member-reader", "spaces/fil-et-fontaine/discussions/"),
    "discussion": Sight("member-manager", f"{SPACE}discussions/", (TALK,)),
    "discussion_new": Sight("member-contributor", f"{SPACE}discussions/new/"),
    "note_edit": Sight("member-manager", f"{SPACE}notes/", (NOTE, r".*/notes/\d+/edit/")),
    "message_withdraw": Sight(
        "member-manager", f"{SPACE}discussions/", (TALK, r".*/messages/\d+/withdraw/")
    ),
    "files": Sight("member-publisher", f"{SPACE}files/"),
    "files_unfound": Sight("member-reader", "spaces/fil-et-fontaine/files/?q=xyzzyx"),
    "file": Sight("member-manager", f"{SPACE}files/", (r".*/files/document/\d+/",)),
    "file_remove": Sight(
        "member-manager", f"{SPACE}files/", (r".*/files/document/\d+/", r".*/remove/")
    ),
    "space_events": Sight("member-reader", "spaces/eau-et-gouvernance/events/"),
    "space_page": Sight("member-contributor", "spaces/membres/", (PAGE,)),
    "comments": Sight("member-contributor", "spaces/membres/", (PAGE, r".*/comments/")),
    "annexes": Sight(
        "member-reader", "spaces/eau-et-gouvernance/events/", (r".*/semina(ire|r)s/[\w-]+/",)
    ),
    "people": Sight("member-contributor", f"{SPACE}people/"),
    "space_leave": Sight("member-contributor", f"{SPACE}leave/"),
    "space_leave_last": Sight("member-manager", "spaces/cahiers-de-kaya/leave/"),
    # Spaces, by their managers
    "people_managed": Sight("member-manager", f"{SPACE}people/"),
    "person_remove": Sight("member-manager", f"{SPACE}people/", (r".*/people/\d+/remove/",)),
    "invitations": Sight("member-manager", "spaces/membres/people/invitations/"),
    "requests": Sight("member-manager", f"{SPACE}requests/"),
    "request": Sight("member-manager", f"{SPACE}requests/", (r".*/requests/\d+/",)),
    "settings": Sight("member-manager", "spaces/fil-et-fontaine/settings/"),
    "settings_names": Sight("member-manager", f"{SPACE}settings/names/"),
    "settings_preset": Sight("member-manager", f"{SPACE}settings/preset/"),
    "settings_preset_sure": Sight("member-manager", f"{SPACE}settings/preset/?preset=open"),
    "settings_newcomers": Sight("member-manager", f"{SPACE}settings/newcomers/"),
    "settings_parts": Sight("member-manager", f"{SPACE}settings/parts/"),
    "settings_state": Sight("member-manager", f"{SPACE}settings/state/"),
    "settings_state_sure": Sight("member-manager", f"{SPACE}settings/state/?status=archived"),
    "journal": Sight("member-manager", f"{SPACE}journal/"),
    "organizations": Sight("member-manager", "spaces/reparer-l-eau/organisation/"),
    "organization_record": Sight(
        "member-manager",
        "spaces/fil-et-fontaine/organisation/fil-et-fontaine/",
    ),
    "folder_new": Sight("member-manager", "spaces/fil-et-fontaine/folder/"),
    # Over all spaces
    "new": Sight("member-contributor", "new/"),
    "new_nothing": Sight("outsider", "new/"),
    "people_all": Sight("member-manager", "people/"),
    "person": Sight("member-manager", "people/", (r".*/people/[0-9a-f-]{36}/",)),
    "who_thread": Sight("member-reader", "spaces/membres/notes/", (NOTE, r".*/who/thread/\d+/")),
    "who_page": Sight("member-manager", "spaces/membres/", (PAGE, r".*/who/page/\d+/")),
    # Translating
    "translate": Sight("editor", "translate/?language=en"),
    "translate_nothing": Sight("outsider", "translate/"),
    "translate_begin": Sight("editor", "translate/?language=en", (r".*/translate/\d+/en/",)),
    # Accounts
    "account": Sight("member-manager", "account/"),
    "account_name": Sight("member-manager", "account/name/"),
    "account_profile": Sight("member-publisher", "account/profile/"),
    "account_email": Sight("member-manager", "account/email/"),
    "account_password": Sight("member-manager", "account/password/change/"),
    "account_factor": Sight("member-manager", "account/2fa/"),
    "account_codes": Sight("member-manager", "account/2fa/totp/activate/", is_proven=True),
    "account_passkey": Sight("member-manager", "account/2fa/webauthn/add/", is_proven=True),
    "account_sessions": Sight("member-manager", "account/sessions/"),
    "account_data": Sight("member-reader", "account/data/"),
    "account_erase": Sight("member-reader", "account/data/erase/", is_proven=True),
    "account_feeds": Sight("member-manager", "account/feeds/"),
    "sign_out": Sight("member-manager", "account/logout/"),
    "sign_in_first": Sight(VISITOR, "account/login/?next=/fr/new/"),
    "sign_in_again": Sight("member-manager", "account/reauthenticate/"),
    "sign_in_code": Sight(VISITOR, "account/login/code/"),
    "sign_up": Sight(VISITOR, "account/signup/"),
    "password_lost": Sight(VISITOR, "account/password/reset/"),
    "password_sent": Sight(VISITOR, "account/password/reset/done/"),
    "suspended": Sight(VISITOR, "account/inactive/"),
}


class Members:
    """Signs each account in once, and finds its pages on a running site."""

    def __init__(self, demo: Demo, playwright: Playwright) -> None:
        self.demo, self.playwright = demo, playwright
        self.readers: dict[str, APIRequestContext] = {}
        self.known: dict[tuple[str, str], str] = {}
        self.held: dict[str, str] = {}

    def state(self, kind: str) -> Any:
        """The cookies of whoever looks at a kind of page, as a browser context takes them."""
        sight = SIGHTS[kind]
        reader = self.reader(sight.account)
        if sight.is_proven:
            password = self.demo.accounts[sight.account].password
            send(reader, "/fr/account/reauthenticate/", {"password": password})
        return reader.storage_state()

    def cookies(self, account: str) -> Any:
        """The cookies of an account that is signed in, as a browser context takes them.

        All who ask share its session: whoever signs out in a test has to sign in there too.
        """
        return self.reader(account).storage_state()

    def address(self, kind: str, language: str) -> str:
        """The full address of a kind of page in a language."""
        key = (kind, language)
        if key not in self.known:
            self.known[key] = self.demo.url + self.find(SIGHTS[kind], language)
        return self.known[key]

    def find(self, sight: Sight, language: str) -> str:
        """The path of a page, by way of the links that lead there.

        Raises:
            LookupError: no link on the way leads on.
        """
        tokens = self.tokens() if sight.is_in_letters else {}
        path = f"/{language}/{sight.path.format(**tokens)}"
        for link in sight.links:
            html = self.reader(sight.account).get(path).text()
            addresses = [urlsplit(found).path for found in re.findall(r'href="([^"#?]+)', html)]
            follow = [found for found in addresses if re.fullmatch(link, found) and found != path]
            if not follow:
                raise LookupError(f"nothing like {link} on {path} for {sight.account}")
            path = follow[0]
        return path

    def reader(self, account: str) -> APIRequestContext:
        """Somebody who reads pages, signed in."""
        if account not in self.readers:
            made = self.playwright.request.new_context(base_url=self.demo.url)
            if account != VISITOR:
                self.sign_in(made, account)
            self.readers[account] = made
        return self.readers[account]

    def sign_in(self, reader: APIRequestContext, account: str) -> None:
        """Give the address and the password of an account.

        Raises:
            LookupError: they were refused.
        """
        known = self.demo.accounts[account]
        form = {"login": known.email, "password": known.password}
        if "/login/" in send(reader, "/fr/account/login/", form).url:
            raise LookupError(f"{account} was not let in")

    def tokens(self) -> dict[str, str]:
        """What only letters hold, for the demonstration that is our own.

        Raises:
            LookupError: it is somebody else's.
        """
        if self.demo.data is None:
            raise LookupError("only a demonstration of our own tells what its letters hold")
        if not self.held:
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "passerelle.settings.dev",
                "PASSERELLE_DATA": str(self.demo.data),
            }
            command = [sys.executable, "-m", "tests.browser.tokens"]
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
            )
            self.held = json.loads(done.stdout.splitlines()[-1])
        return self.held

    def close(self) -> None:
        """Let go of all readers."""
        for reader in self.readers.values():
            reader.dispose()


def send(reader: APIRequestContext, address: str, form: dict[str, str]) -> APIResponse:
    """Fill in the form at an address, and send it."""
    html = reader.get(address).text()
    mark = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)
    return reader.post(address, form={**form, "csrfmiddlewaretoken": mark[1] if mark else ""})
