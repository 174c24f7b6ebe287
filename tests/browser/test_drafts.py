"""What is typed into the profile and the record of an organisation stays on the device."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.members import Members
from tests.browser.server import Demo
from tests.browser.test_journeys import signed_in
from tests.browser.waiting import until

PHONE = {"width": 360, "height": 740}
DRAFTS = "Object.keys(localStorage).filter(name => name.startsWith('draft:')).length"
HOLDS = "text => Object.values(localStorage).some(draft => draft.includes(text))"
WORDS = "Tapé trop tôt : çà et là."
FORMS = {
    "profile": ("member-manager", "account/profile/", "offers"),
    "organization": (
        "member-manager",
        "spaces/fil-et-fontaine/organisation/fil-et-fontaine/",
        "description_fr",
    ),
}

NewContext = Callable[..., BrowserContext]


@pytest.fixture(params=list(FORMS))
def form(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Where a form is, and its field for long texts."""
    _account, path, field = FORMS[request.param]
    return f"/fr/{path}", f"#id_{field}"


@pytest.fixture
def phone(demo: Demo, new_context: NewContext, members: Members) -> Page:
    """The telephone of somebody who manages a space of an organisation."""
    if demo.data is None:
        pytest.skip("only a demonstration of our own is written in")
    cookies: Any = members.cookies("member-manager")
    return new_context(viewport=PHONE, storage_state=cookies).new_page()


def come_back(page: Page, address: str) -> Page:
    """A new tab with the form in it; the one before is closed."""
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(address)
    return page


def test_words_typed_within_a_fifth_of_a_second_are_offered_back_and_forgotten_once_saved(
    phone: Page, form: tuple[str, str]
) -> None:
    address, field = form
    phone.goto(address, wait_until="commit")
    phone.locator(field).fill(WORDS)
    until(phone, HOLDS, WORDS)
    page = come_back(phone, address)
    expect(page.locator(field)).to_have_value(WORDS)
    expect(page.locator("[data-restored]")).to_be_visible()
    with page.expect_navigation():
        page.locator("main form button.main").click()
    until(page, f"{DRAFTS} === 0")
    page.goto(address)
    expect(page.locator(field)).to_have_value(WORDS)
    expect(page.locator("[data-restored]")).to_be_hidden()


def test_words_typed_without_a_line_are_offered_back_without_numbers_and_leave_at_sign_out(
    phone: Page, form: tuple[str, str], demo: Demo
) -> None:
    address, field = form
    phone.context.clear_cookies()  # What she signs out of is hers alone.
    signed_in(phone, demo.accounts["member-manager"])
    phone.goto(address)
    phone.context.set_offline(True)
    phone.locator("#id_phone").fill("+221 33 000 00 00")
    phone.locator(field).fill(f"{WORDS} Sans ligne.")
    until(phone, HOLDS, "Sans ligne.")
    assert not phone.evaluate(HOLDS, "+221 33 000")
    phone.context.set_offline(False)
    page = come_back(phone, address)
    expect(page.locator(field)).to_have_value(f"{WORDS} Sans ligne.")
    page.goto("/fr/account/logout/")
    page.locator("main form button.main").click()
    page.wait_for_url(lambda url: "logout" not in url)
    until(page, f"{DRAFTS} === 0")
