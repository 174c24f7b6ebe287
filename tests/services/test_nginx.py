"""The printed configuration, in the real nginx before the real site."""

import http.client
import os
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site
from django.core.files.base import ContentFile

from files.models import SiteDocument
from pages.models import Article, Home, SpaceHome
from passerelle.deploy import config
from passerelle.deploy.config import Place
from people.models import Person
from tests.factories import PersonFactory, a_space, add, belonging, signed_in
from tests.services.account import give
from tests.services.application import Application, served
from tests.services.nginx import Nginx, program

HOST = "example.org"
MOST_SECONDS = 5
"""For which anything public may outlive its end before nginx."""


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: str

    @property
    def held(self) -> str:
        """Whether nginx had it: `HIT`, `MISS`, `BYPASS`."""
        return self.headers.get("X-Cache-Status", "")


@dataclass
class Front:
    """nginx, with the site behind it."""

    nginx: Nginx
    application: Application

    def ask(
        self, path: str, person: Person | None = None, method: str = "GET", **headers: str
    ) -> Answer:
        """Ask by HTTPS, as somebody."""
        port = urlsplit(self.nginx.written_address()).port
        line = http.client.HTTPSConnection(
            "127.0.0.1", port, timeout=20, context=ssl._create_unverified_context()
        )
        sent = {"Host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        if person is not None:
            name = site.SESSION_COOKIE_NAME
            sent["Cookie"] = f"{name}={signed_in(person).cookies[name].value}"
        line.request(method, path, headers=sent)
        response = line.getresponse()
        body = response.read().decode("utf-8", "replace")
        line.close()
        return Answer(response.status, response.headers, body)


@pytest.fixture
def front(
    homes: tuple[Home, Home],
    settings: Any,
    own_name: str,
    monkeypatch: pytest.MonkeyPatch,
    host_cookies: None,
) -> Iterator[Front]:
    """nginx before a site in two languages."""
    if program() is None and not os.environ.get("CI"):
        pytest.skip("no nginx on this machine: install Debian's `nginx-light`")
    settings.ALLOWED_HOSTS = [HOST]
    settings.BASE_URL = f"https://{HOST}"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    monkeypatch.setattr(config, "SECONDS", 1)
    with served() as application:

        def configure(node: Path, plain: int, secure: int) -> str:
            settings.MEDIA_ROOT = str(node / "media")
            place = Place(
                port=application.port, certificate=str(node), http=f"127.0.0.1:{plain}",
                https=f"127.0.0.1:{secure}", cache=str(node / "cache"),
                error_log=str(node / "site.log"),
            )  # fmt: skip
            return config.nginx(place)["passerelle.conf"]

        nginx = Nginx(own_name, configure)
        nginx.start()
        try:
            yield Front(nginx, application)
        finally:
            nginx.stop()


def test_the_site_knows_by_which_name_and_line_it_was_asked(front: Front) -> None:
    forged = {"X_Forwarded_Proto": "http", "X_Forwarded_Host": "evil.example"}
    answer = front.ask("/fr/", **forged, X_Forwarded_For="203.0.113.9")
    asked = front.application.asked[-1]
    assert answer.status == 200
    assert asked["HTTP_HOST"] == HOST
    assert asked["HTTP_X_FORWARDED_PROTO"] == "https"
    assert "HTTP_X_FORWARDED_HOST" not in asked
    # The last one is the reader's own, which no reader can forge.
    assert asked["HTTP_X_FORWARDED_FOR"] == "203.0.113.9, 127.0.0.1"
    assert asked["HTTP_X_REQUEST_ID"] == answer.headers["X-Request-ID"]
    assert len(answer.headers.get_all("X-Request-ID") or []) == 1


def test_another_name_is_not_answered_and_http_leads_to_https(front: Front) -> None:
    with pytest.raises((http.client.RemoteDisconnected, http.client.BadStatusLine)):
        front.ask("/fr/", Host="evil.example")
    plain = (front.nginx.node / "site.conf").read_text().split("listen 127.0.0.1:")[1].split()[0]
    line = http.client.HTTPConnection("127.0.0.1", int(plain), timeout=20)
    line.request("GET", "/fr/?a=b", headers={"Host": HOST})
    response = line.getresponse()
    assert (response.status, response.headers["Location"]) == (301, f"https://{HOST}/fr/?a=b")


def test_a_public_page_is_held_for_a_moment_and_no_longer(front: Front, home: Home) -> None:
    page = add(home, Article, "Un puits")
    address = "/fr/un-puits/"
    first, second = front.ask(address), front.ask(address)
    assert (first.held, second.held) == ("MISS", "HIT")
    assert second.body == first.body
    assert len(front.application.asked) == 1
    assert front.ask(address, If_None_Match=first.headers["ETag"]).status == 304
    page.title = "Deux puits"
    page.save_revision().publish()
    time.sleep(2.05)
    assert "Deux puits" in front.ask(address).body
    Article.objects.get(pk=page.pk).unpublish()
    time.sleep(2.05)
    assert front.ask(address).status == 404


def test_pages_are_held_for_each_coding_and_for_light_mode(front: Front) -> None:
    for headers in ({}, {"Accept_Encoding": "gzip, br"}, {"Cookie": "__Host-light=1"}):
        assert front.ask("/fr/", **headers).held == "MISS"
        assert front.ask("/fr/", **headers).held == "HIT"
    coded = front.ask("/fr/", Accept_Encoding="br;q=1.0, gzip")
    assert (coded.held, coded.headers["Content-Encoding"]) == ("HIT", "br")
    assert front.ask("/fr/", Save_Data="on").held == "MISS"


@pytest.mark.parametrize(
    "cookie",
    [
        "__Host-light=0; __Host-light=1", "__Host-light=; __Host-light=1", "__Host-light =1",
        "a=b;__Host-light=1",
    ],
)  # fmt: skip
def test_an_oddly_written_cookie_gives_nobody_else_pages_without_pictures(
    front: Front, cookie: str
) -> None:
    odd = front.ask("/fr/", Cookie=cookie)
    plain = front.ask("/fr/")
    assert (odd.held, plain.held) == ("MISS", "MISS")
    assert odd.body != plain.body
    assert front.ask("/fr/", Cookie="__Host-light=0").body == plain.body


def test_light_mode_is_known_among_other_cookies(front: Front) -> None:
    assert front.ask("/fr/", Cookie="__Host-light=1").held == "MISS"
    for cookie in ("__Host-csrftoken=x; __Host-light=1", "__Host-light=1; a=b"):
        assert front.ask("/fr/", Cookie=cookie).held == "HIT"


@pytest.mark.parametrize("name", ["__Host-sessionid", "__Host-messages"])
def test_whoever_has_a_session_or_a_message_that_waits_is_given_nothing_held(
    front: Front, name: str
) -> None:
    front.ask("/fr/")
    for cookie in (f"{name}=x", f"a=b; {name}=x", f"a=b;{name} =x"):
        assert front.ask("/fr/", Cookie=cookie).held == "BYPASS"


def test_two_people_get_their_own_and_nobody_else_gets_either(front: Front) -> None:
    first, second = (PersonFactory(last_name=name) for name in ("Zibeline", "Zircon"))
    for path in ("/fr/account/", "/fr/spaces/", "/fr/"):
        for _time in range(2):
            mine, hers, nobodys = (front.ask(path, one) for one in (first, second, None))
            assert "Zircon" not in mine.body
            assert "Zibeline" not in hers.body
            assert "Zibeline" not in nobodys.body
            assert "Zircon" not in nobodys.body
            assert mine.held == hers.held == "BYPASS"
            assert "private" in mine.headers["Cache-Control"]
    assert "Zibeline" in front.ask("/fr/account/", first).body


def test_members_of_two_spaces_in_turn_read_their_own_and_visitors_neither(front: Front) -> None:
    spaces = [a_space(slug, "secret") for slug in ("zibeline", "zircon")]
    people = [belonging(space, "reader") for space in spaces]
    homes = [f"/fr/spaces/{space.slug}/" for space in spaces]
    paths = ["/fr/", "/fr/spaces/", *homes, "/fr/search/?q=espace"]
    for _time in range(2):
        for path in paths:
            for person, slug in zip(people, ("zibeline", "zircon"), strict=True):
                other = {"zibeline": "zircon", "zircon": "zibeline"}[slug]
                answer = front.ask(path, person)
                assert f"Espace {other}" not in answer.body
                assert answer.held == "BYPASS"
            assert "Espace z" not in front.ask(path).body
    for place, person in enumerate(people):
        statuses = [front.ask(path, person).status for path in homes]
        assert (statuses[place], statuses[1 - place]) == (200, 404)
        assert front.ask(homes[place]).status == 404


def test_what_became_private_is_gone_at_once_behind_nginx_and_soon_before_it(
    front: Front, home: Home
) -> None:
    space = a_space("zibeline", "secret")
    page = add(home, Article, "Un puits")
    address, within = "/fr/un-puits/", "/fr/spaces/zibeline/un-puits/"
    assert (front.ask(address).status, front.ask(address).held) == (200, "HIT")
    assert asked_behind(front, address).status == 200
    page.move(SpaceHome.objects.get(space=space, locale=home.locale), pos="last-child")
    at = time.monotonic()
    assert asked_behind(front, address).status == 404
    assert asked_behind(front, within).status == 404
    while front.ask(address).status == 200:
        assert time.monotonic() - at < MOST_SECONDS
        time.sleep(0.1)
    member = belonging(space, "reader")
    assert front.ask(within, member).held == "BYPASS"
    assert front.ask(address).status == 404


def asked_behind(front: Front, path: str) -> Answer:
    """What the site itself answers to a visitor."""
    line = http.client.HTTPConnection("127.0.0.1", front.application.port, timeout=20)
    line.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
    response = line.getresponse()
    body = response.read().decode("utf-8", "replace")
    line.close()
    return Answer(response.status, response.headers, body)


@pytest.mark.parametrize("path", ["/fr/account/login/", "/fr/account/", "/", "/healthz"])
def test_what_the_site_does_not_call_public_is_never_held(front: Front, path: str) -> None:
    front.ask(path)
    assert front.ask(path).held != "HIT"


def test_too_much_is_refused_in_the_words_of_the_site_before_it_is_read(front: Front) -> None:
    answer = front.ask("/en/contact/", method="POST", Content_Length=str(300 * 2**20))
    assert answer.status == 413
    assert '<html lang="en"' in answer.body
    assert "HTTP_COOKIE" not in front.application.asked[-1]
    assert front.application.asked[-1]["REQUEST_METHOD"] == "GET"


def test_nginx_sends_files_that_the_site_allows_and_no_others(front: Front, settings: Any) -> None:
    settings.FILES_BY_PROXY = True
    space = a_space()
    member = belonging(space, "reader")
    document = SiteDocument.objects.create(
        title="Compte", collection=space.collection,
        file=ContentFile(b"zibeline " * 9000, "compte.txt"),
    )  # fmt: skip
    give(front.nginx.node)
    allowed = front.ask(document.url, member)
    assert (allowed.status, len(allowed.body)) == (200, 81_000)
    assert "no-store" in allowed.headers["Cache-Control"]
    assert allowed.headers["Content-Type"].startswith("text/plain")
    assert front.ask(document.url).status == 404
    assert front.ask(document.url, PersonFactory()).status == 404
    inner = f"/protected/{document.file.name}"
    assert front.ask(inner, member).status == 404


def test_static_files_with_a_digest_are_kept_for_long(
    front: Front, settings: Any, tmp_path: Path
) -> None:
    folder = Path(site.STATIC_ROOT) / "watch"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.0123456789ab.css").write_text("a{}")
    (folder / "b.css").write_text("b{}")
    for parent in (folder, *folder.parents):
        if parent.is_relative_to(site.DATA):
            parent.chmod(0o755)
    if front.ask("/static/watch/b.css").status == 403:
        pytest.skip("the checkout is closed to the servers' user")
    assert "immutable" in front.ask("/static/watch/a.0123456789ab.css").headers["Cache-Control"]
    assert "immutable" not in front.ask("/static/watch/b.css").headers["Cache-Control"]
    assert not front.application.asked


def test_a_site_that_is_away_or_a_reader_in_a_hurry_are_told_so_in_words(front: Front) -> None:
    front.application.stop()
    away = front.ask("/en/")
    assert (away.status, away.headers["Retry-After"]) == (503, "30")
    assert "<html lang='en'" in away.body
    answers = {answer.status: answer for answer in (front.ask("/fr/search/") for _ in range(115))}
    assert answers.keys() == {503, 429}
    busy = answers[429]
    assert busy.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<html lang='fr'" in busy.body


def test_units_of_systemd_are_sound(tmp_path: Path, settings: Any) -> None:
    settings.BASE_URL = f"https://{HOST}"
    for size in config.SIZES:
        units = config.systemd(Place(size=size, user="nobody"))
        assert {"passerelle.service", "passerelle@send_letters.timer"} <= units.keys()
        for name, text in units.items():
            (tmp_path / name).write_text(text)
            check_unit(name, text)
        analysed = subprocess.run(
            ["sh", "-c", "! command -v systemd-analyze >&2 || systemd-analyze verify *"],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert analysed.returncode == 0, analysed.stderr


def check_unit(name: str, text: str) -> None:
    """See that a unit has its sections, and that each line of them says something."""
    sections = [line for line in text.splitlines() if line.startswith("[")]
    kind = name.rpartition(".")[2].capitalize()
    assert sections[0] == "[Unit]"
    assert kind == "Target" or f"[{kind}]" in sections
    for line in text.splitlines():
        assert not line or line[0] in "[#" or line.partition("=")[2], (name, line)
        assert "{{" not in line
        assert "{%" not in line
