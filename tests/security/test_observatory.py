"""Every page of ours has more than a hundred points of the MDN HTTP Observatory."""

from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from pages.models import Home
from passerelle.admin.content_policy import ALLOWANCES, POLICY
from passerelle.handbook.chapters import chapters
from people.models import Person
from tests.factories import a_space, belonging
from tests.security.observatory import POINTS, directives, judge, score

PUBLIC = ["/fr/", "/en/", "/fr/search/?q=eau", "/fr/help/guard/", "/fr/nothing/", "/en/contact/"]
DOORS = ["/en/account/login/", "/en/account/signup/", "/en/account/password/reset/"]
PRIVATE = [
    "/fr/spaces/", "/fr/spaces/atelier/", "/fr/spaces/atelier/discussions/new/",
    "/fr/spaces/atelier/files/", "/fr/account/", "/fr/account/2fa/", "/fr/translate/",
]  # fmt: skip
PASSWORD = "un-long-mot-de-passe"
MOST = 130
OF_EDITING_SCREENS = 80


@pytest.fixture(autouse=True)
def over_https(settings: Any, homes: tuple[Home, Home], host_cookies: None) -> None:
    """A site with the wire settings of production."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000


def found(client: Client, address: str) -> dict[str, str]:
    """What the Observatory finds at an address."""
    answer = client.get(address, secure=True)
    assert answer.status_code in (200, 404), address
    return judge(answer, client.cookies, Client().get(address))


@pytest.mark.parametrize("address", [*PUBLIC, *DOORS])
def test_public_pages_have_all_points_that_can_be_had(address: str) -> None:
    told = found(Client(), address)
    assert score(told) >= MOST, told
    assert (told["csp"], told["framing"], told["hsts"]) == (
        "none-at-first", "by-policy", "six-months",
    )  # fmt: skip


def come_in(person: Person) -> Client:
    """A browser in which somebody has signed in, with the cookies as the site sends them."""
    person.set_password(PASSWORD)
    person.save()
    client = Client()
    form = {"login": person.email, "password": PASSWORD}
    assert client.post(DOORS[0], form, secure=True).status_code == 302
    return client


def test_pages_of_those_who_are_signed_in_have_them_too(settings: Any) -> None:
    client = come_in(belonging(a_space(), "manager"))
    for address in PRIVATE:
        told = found(client, address)
        assert score(told) >= MOST, (address, told)
        assert told["cookies"] == "same-site"


def test_every_cookie_is_bound_to_this_host_by_name(settings: Any) -> None:
    client = come_in(belonging(a_space(), "manager"))
    client.get("/fr/account/", secure=True)
    client.post("/fr/light/", {"light": "1"}, secure=True)
    client.post(
        "/fr/account/name/", {"first_name": "Awa", "last_name": "Ba", "language": "fr"}, secure=True
    )
    assert {"sessionid", "csrftoken", "device", "light", "messages"} == {
        name.removeprefix("__Host-") for name in client.cookies
    }
    for name, cookie in client.cookies.items():
        assert name.startswith("__Host-")
        assert (cookie["path"], cookie["domain"]) == ("/", ""), name
        assert cookie["secure"], name
        assert cookie["samesite"] == "Lax", name
        assert cookie["httponly"] or name == settings.CSRF_COOKIE_NAME, name


def test_wagtails_screens_lack_only_what_their_inline_scripts_cost(
    administrator: Person,
) -> None:
    told = found(come_in(administrator), "/admin/")
    assert score(told) >= OF_EDITING_SCREENS
    assert {test for test, result in told.items() if POINTS[test][result] < 0} == {"csp"}
    assert told["csp"] == "unsafe-inline"


def test_each_allowance_of_the_editing_screens_has_its_reason_in_the_handbook() -> None:
    told = directives(POLICY)
    beside = {
        (directive, source)
        for directive, sources in told.items()
        for source in sources - {"'self'", "'none'"}
    }
    assert beside == {(one.directive, one.source) for one in ALLOWANCES}
    assert all(one.reason for one in ALLOWANCES)
    for language in ("fr", "en", "es", "pt", "ar"):
        chapter = next(one for one in chapters(language) if one.slug == "guard")
        for one in ALLOWANCES:
            assert f"<code>{one.directive} {one.source}</code>" in chapter.html, language


def answer_with(**headers: str) -> HttpResponse:
    """An answer of some site."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse("<script src='//cdn.example/x.js'></script>", headers=named)


def test_the_rules_take_points_off_where_something_is_missing() -> None:
    jar: SimpleCookie = SimpleCookie("sessionid=x")
    nothing = judge(answer_with(), jar, HttpResponse())
    assert nothing == {
        "csp": "missing", "cookies": "session-readable", "cors": "none", "redirection": "missing",
        "referrer": "missing", "hsts": "missing", "sri": "outside-insecure", "nosniff": "missing",
        "framing": "missing", "corp": "missing",
    }  # fmt: skip
    assert score(nothing) == 0
    policies = {
        "default-src *": "unsafe-inline",
        "default-src 'self'; script-src 'self' 'unsafe-inline'": "unsafe-inline",
        "default-src 'self'; connect-src http://a.example": "insecure-scheme",
        "default-src 'self'; script-src 'self' 'unsafe-eval'": "unsafe-eval",
        "default-src 'self'; img-src http://a.example": "insecure-pictures",
        "default-src 'self'; style-src 'unsafe-inline'": "unsafe-style",
        "default-src 'self'": "no-unsafe",
        "default-src 'none'; style-src 'sha256-x' 'unsafe-inline'": "none-at-first",
    }
    for policy, result in policies.items():
        told = judge(answer_with(Content_Security_Policy=policy), jar, HttpResponse())
        assert told["csp"] == result, policy
    shared = {"Access_Control_Allow_Origin": "*", "Access_Control_Allow_Credentials": "true"}
    assert judge(answer_with(**shared), jar, HttpResponse())["cors"] == "with-credentials"
