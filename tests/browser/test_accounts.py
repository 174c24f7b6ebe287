"""Accounts on a phone: axe finds nothing, all fits, passkeys work, scripts are optional."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.test_accessibility import RULES

PHONE = {"width": 360, "height": 740}
ADDRESS, PASSWORD = "editor@trame-commune.example", "passerelle-editor"
AT_THE_DOOR = ("login/", "login/code/", "password/reset/", "password/reset/done/", "signup/")
SIGNED_IN = (
    "", "name/", "profile/", "email/", "password/change/", "data/", "sessions/", "2fa/", "logout/",
)  # fmt: skip
ONCE_PROVEN = ("2fa/totp/activate/", "2fa/webauthn/add/", "data/erase/")

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def here(base_url: str) -> str:
    """The site by a name: browsers give no passkeys to bare numbers."""
    return base_url.replace("127.0.0.1", "localhost")


def faults(page: Page) -> list[str]:
    """What axe complains of, and whether something is wider than the phone."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    width = page.evaluate("document.documentElement.scrollWidth")
    named = [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]
    return named + ([f"{width} px wide"] if width > PHONE["width"] else [])


def sign_in(page: Page, here: str) -> None:
    """Type address and password."""
    page.goto(f"{here}/en/account/login/?next=/en/account/")
    page.fill("#id_login", ADDRESS)
    page.fill("#id_password", PASSWORD)
    page.click("main form button.main")


def test_pages_of_accounts_fit_a_phone_and_everybody(new_context: NewContext, here: str) -> None:
    page = new_context(viewport=PHONE).new_page()
    found: dict[str, list[str]] = {}
    for address in AT_THE_DOOR:
        page.goto(f"{here}/fr/account/{address}")
        found[address] = faults(page)
    sign_in(page, here)
    for address in SIGNED_IN:
        page.goto(f"{here}/fr/account/{address}")
        found[address] = faults(page)
    page.goto(f"{here}/fr/account/reauthenticate/")
    found["reauthenticate/"] = faults(page)
    page.fill("#id_password", PASSWORD)
    page.click("main form button.main")
    for address in ONCE_PROVEN:
        page.goto(f"{here}/fr/account/{address}")
        found[address] = faults(page)
    assert {address: list_ for address, list_ in found.items() if list_} == {}


def test_a_passkey_is_added_and_lets_in(new_context: NewContext, here: str) -> None:
    context = new_context(viewport=PHONE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    sign_in(page, here)
    page.goto(f"{here}/en/account/reauthenticate/?next=/en/account/2fa/webauthn/add/")
    page.fill("#id_password", PASSWORD)
    page.click("main form button.main")
    telephone = context.new_cdp_session(page)
    telephone.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    telephone.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.check("#id_passwordless")
    page.click("#passkey")
    page.wait_for_url("**/2fa/recovery-codes/")
    page.goto(f"{here}/en/account/logout/")
    page.click("main form button.main")
    page.goto(f"{here}/en/account/login/?next=/en/account/")
    page.click("#passkey_login")
    page.wait_for_url(f"{here}/en/account/")
    page.goto(f"{here}/en/account/reauthenticate/?next=/en/account/2fa/webauthn/")
    page.fill("#id_password", PASSWORD)
    page.click("main form button.main")
    page.click("text=Remove")
    page.click("main form button.main")
    assert complaints == []


def test_without_scripts_the_other_ways_are_there(new_context: NewContext, here: str) -> None:
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(f"{here}/en/account/login/")
    assert not page.is_visible("#passkey_login")
    assert page.is_visible("text=Get a code by e-mail")
    sign_in(page, here)
    assert page.url == f"{here}/en/account/"
