"""Accounts on a phone: passkeys work, scripts are optional."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

PHONE = {"width": 360, "height": 740}
ADDRESS, PASSWORD = "editor@trame-commune.example", "passerelle-editor"

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def here(base_url: str) -> str:
    """The site by a name: browsers give no passkeys to bare numbers."""
    return base_url.replace("127.0.0.1", "localhost")


def sign_in(page: Page, here: str) -> None:
    """Type address and password."""
    page.goto(f"{here}/en/account/login/?next=/en/account/")
    page.fill("#id_login", ADDRESS)
    page.fill("#id_password", PASSWORD)
    page.click("main form button.main")
    page.wait_for_url(f"{here}/en/account/")


def prove(page: Page, here: str, then: str) -> None:
    """Type the password once more, on the way to an address."""
    page.goto(f"{here}/en/account/reauthenticate/?next={then}")
    page.fill("#id_password", PASSWORD)
    page.click("main form button.main")
    page.wait_for_url(f"{here}{then}")


def test_a_passkey_is_added_and_lets_in(new_context: NewContext, here: str) -> None:
    context = new_context(viewport=PHONE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    sign_in(page, here)
    prove(page, here, "/en/account/2fa/webauthn/add/")
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
    page.wait_for_url(lambda url: "logout" not in url)
    page.goto(f"{here}/en/account/login/?next=/en/account/")
    page.click("#passkey_login")
    page.wait_for_url(f"{here}/en/account/")
    prove(page, here, "/en/account/2fa/webauthn/")
    page.click("text=Remove")
    page.wait_for_url("**/remove/")
    with page.expect_navigation():
        page.click("main form button.main")
    assert complaints == []


def test_without_scripts_the_other_ways_are_there(new_context: NewContext, here: str) -> None:
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(f"{here}/en/account/login/")
    assert not page.is_visible("#passkey_login")
    assert page.is_visible("text=Get a code by e-mail")
    sign_in(page, here)
