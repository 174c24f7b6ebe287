"""Classes 44 to 47 and 53: headers, ways back, tokens and forms that no browser sends."""

from functools import partial
from urllib.parse import quote, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from discussions.models import Message, Thread
from tests.bad_input.answers import Sent, assert_answered, undone
from tests.bad_input.editing import sent_to
from tests.bad_input.site import PASSWORD, Site
from tests.bad_input.texts import visible

ELSEWHERE = (
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "https:evil.example", "http:///evil.example", "javascript:alert(1)",
    "java\nscript:alert(1)", "data:text/html,x",
    "//evil.example@localhost", "https://localhost@evil.example", "/%09/evil.example", "/\t/evil",
    "http://[::1", "//\0evil", " //evil.example", "https://testserver.evil.example", "\ud800",
)  # fmt: skip
ways = st.one_of(st.sampled_from(ELSEWHERE), st.text(max_size=20).map("//{}.example".format))
names = st.sampled_from(
    ["Accept-Language", "User-Agent", "Referer", "Origin", "Accept", "If-None-Match", "Range",
     "If-Modified-Since", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
     "X-Request-ID", "Cookie", "Authorization", "Content-Type", "X-HTTP-Method-Override"]
)  # fmt: skip
values = st.one_of(
    st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=80),
    st.sampled_from(
        ["fr;q=NaN", "fr-" * 30_000, "x" * 100_000, "bytes=" + "0-0," * 1000, "bytes=9-1", "*",
         "a=b; " * 13_000, "sessionid=" + "x" * 64_000, "1.2.3.4, " * 9000, "::1%eth0", "-1",
         "Thu, 99 Foo 99999 99:99:99 GMT", 'W/"' + "x" * 9000, "http://evil.example", "null"]
    ),
)  # fmt: skip
NEW_THREAD = "/fr/spaces/atelier/discussions/new/"
READ = ("/", "/fr/", "/fr/rubrique/", "/fr/search/?q=eau", "/api/v2/pages/", "/fr/account/login/")


@given(address=st.sampled_from(READ), name=names, value=values)
def test_no_header_breaks_a_page(site: Site, address: str, name: str, value: str) -> None:
    sent = Sent(lambda: Client().get(address, headers={name: value}))
    assert sent.answer.status_code < 500
    assert sent.seconds < 2
    assert "evil.example" not in sent.page + sent.answer.get("Location", "")


@given(value=values)
def test_no_range_breaks_a_file(boss: Client, site: Site, value: str) -> None:
    answer = Sent(lambda: boss.get(site.document.url, headers={"Range": value})).answer
    assert answer.status_code in (200, 206, 416)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "a b", "localhost@evil", ""])
def test_a_forged_host_is_refused(site: Site, host: str) -> None:
    answer = Sent(lambda: Client().get("/fr/", headers={"Host": host})).answer
    assert answer.status_code in (200, 400)
    assert host == "" or answer.status_code == 400


def stays_here(location: str) -> bool:
    """Whether an address leads nowhere else, however a browser reads it."""
    seen = "".join(location.replace("\\", "/").split())
    return not seen.startswith("//") and urlsplit(seen).netloc in ("", "testserver")


@given(way=ways)
def test_no_way_back_leads_to_another_site(boss: Client, site: Site, way: str) -> None:
    asked = quote(way, "", errors="surrogatepass")
    login = {"login": site.boss.email, "password": PASSWORD, "next": way.replace("\ud800", "x")}
    asks = (
        lambda: Client().post(f"/fr/account/login/?next={asked}", login),
        lambda: Client().post(f"/fr/light/?next={asked}", {"light": "1"}),
        lambda: boss.get(f"/fr/account/login/?next={asked}"),
        lambda: boss.get(f"/admin/login/?next={asked}"),
        lambda: Client().get(f"/fr/account/reauthenticate/?next={asked}"),
    )
    for ask in asks:
        answer = Sent(ask).answer
        assert answer.status_code < 500
        location = answer.get("Location", "")
        first = urlsplit(location)._replace(query="").geturl() if "next=" in location else location
        assert stays_here(first), location


@given(text=visible)
def test_a_form_without_its_token_gives_the_words_back(site: Site, text: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(site.boss)
    words = f"{text} long"
    for token in ("", "x" * 64, "\u202e" * 32):
        form = {"title": "Titre", "text": words, "csrfmiddlewaretoken": token}
        sent = sent_to(client, NEW_THREAD, form)
        assert sent.answer.status_code == 403
        assert_answered(sent)
        assert words.strip() in sent.page or "&" in sent.page


def test_a_thousand_files_at_once_are_refused(boss: Client, site: Site) -> None:
    before = Message.objects.count()
    for address, name in (("discussions/new/", "uploads"), ("files/", "uploads")):
        form = {
            "title": "Mille",
            "text": "Voici.",
            name: [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(1000)],
        }
        sent = sent_to(boss, f"/fr/spaces/atelier/{address}", form)
        assert sent.answer.status_code == 400
        assert_answered(sent)
    assert Message.objects.count() == before


@pytest.mark.parametrize("left_out", ["title", "text", "uploads", "form_key", "shows"])
def test_a_form_with_a_field_taken_out_is_answered(boss: Client, site: Site, left_out: str) -> None:
    form = {"title": "Titre", "text": "Texte", "form_key": "x", "shows": "", "uploads": ""}
    form.pop(left_out)
    sent = sent_to(boss, NEW_THREAD, form)
    assert_answered(sent)


@given(key=st.text(max_size=50))
def test_a_form_with_the_key_of_another_is_sent_or_refused(
    boss: Client, site: Site, key: str
) -> None:
    form = {"title": "Titre", "text": "Texte", "form_key": key, "once": key}
    with undone():
        sent = sent_to(boss, NEW_THREAD, form)
        assert_answered(sent)
        assert Thread.objects.filter(title="Titre").exists() == (sent.answer.status_code == 302)


@pytest.mark.parametrize("boundary", ["", "x" * 500, "a b", "\x01", "é"])
@given(body=st.binary(max_size=200))
def test_a_body_that_is_no_form_is_refused(
    boss: Client, site: Site, boundary: str, body: bytes
) -> None:
    for content_type in (f"multipart/form-data; boundary={boundary}", "application/json", "x/y"):
        with undone():
            sent = Sent(partial(boss.post, NEW_THREAD, body, content_type))
        assert sent.answer.status_code in (200, 400, 403, 413)
