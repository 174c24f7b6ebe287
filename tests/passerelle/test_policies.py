"""What browsers are told: hashes on our pages, a policy of its own for the editing screens."""

import base64
import hashlib
import re

import pytest
from django.test import Client

from pages.models import Home, Section
from people.models import Person
from tests.factories import ITEMS, add, item

ADDRESSES = [
    "/fr/",
    "/fr/rubrique/",
    "/fr/search/?q=a",
    "/fr/account/login/",
    "/fr/help/",
    "/en/light/",
    "/fr/rien/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_public_pages_name_their_sheet_by_its_hash_and_allow_nothing_inline(
    client: Client, home: Home, address: str
) -> None:
    add(home, Section, "Rubrique")
    for _time in range(2):
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        sheets = re.findall(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)
        assert len(sheets) == 1
        digest = base64.b64encode(hashlib.sha256(sheets[0].encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        # Passkeys need our own scripts where one signs in: see tests/people/test_account_pages.
        # The search completes what is typed.
        assert ("script-src 'self'" in policy) == ("/login/" in address or "/search/" in address)
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
        assert response["Referrer-Policy"] == "same-origin"


def test_a_page_that_did_not_change_comes_without_a_policy_so_that_its_first_one_stays(
    client: Client, home: Home
) -> None:
    for address in ("/fr/", "/fr/search/"):
        mark = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": mark})
        assert again.status_code == 304
        assert "Content-Security-Policy" not in again


def test_pages_of_every_type_have_no_inline_style_nor_script(client: Client, home: Home) -> None:
    for code in ITEMS:
        page = item(code, home, f"Titre {code}")
        html = client.get(f"/fr/{page.slug}/").content.decode()
        assert not re.search(r"<[^>]*\s(style|on\w+)=", html), code
        scripts = re.findall(r"<script\b[^>]*>", html)
        own = [script for script in scripts if script != '<script type="application/ld+json">']
        # It saves the page to be read without a line.
        assert [re.search(r'src="/static/theme/(\w+)\.', script)[1] for script in own] == ["later"]


def test_the_editing_screens_have_a_policy_of_their_own(client: Client, editor: Person) -> None:
    client.force_login(editor)
    policy = client.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "object-src 'none'" in policy
    assert "sha256" not in policy


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/password_reset/"])
def test_wagtails_own_doors_lead_to_the_account_pages(
    client: Client, home: Home, address: str
) -> None:
    response = client.get(f"{address}?next=/admin/pages/")
    assert response.status_code == 302
    assert re.fullmatch(r"/(fr|en)/account/login/\?next=/admin/pages/", response["Location"])
    assert client.post(address, {"username": "a", "password": "b"}).status_code == 302


def test_the_editing_screens_ask_to_sign_in(client: Client, home: Home) -> None:
    response = client.get("/admin/", follow=True)
    assert re.fullmatch(r"/(fr|en)/account/login/", response.request["PATH_INFO"])


def test_robots_are_kept_from_doors_and_endless_lists_only(client: Client, home: Home) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Disallow: /fr/search/" in lines
    assert "Disallow: /en/account/" in lines
    assert "Allow: /" in lines
    assert "Disallow: /" not in lines
    assert lines[-1].endswith("/sitemap.xml")
