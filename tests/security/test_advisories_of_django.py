"""What was found in Django, its REST framework and Pillow does not hold here."""

import logging
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import environ
import pytest
from django.conf import settings
from django.core import mail, signing
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.test.utils.form_data import querydict_from_html

from exchange.personal import FEEDS
from files.models import Picture, SiteDocument
from pages.models import Seminar, SpaceHome
from pages.models.event import SeminarSession
from people.models import Organization, Person
from people.tokens import issue, revoke
from tests.factories import OrganizationFactory, PersonFactory, add, day
from tests.security.conftest import WORD, World

MEGABYTE = 1_000_000
STREAMS = ("announcement", "key_points", "write_up", "decisions")


def test_the_api_answers_json_whatever_is_asked_for(world: World) -> None:
    """DRF CVE-2026-73229: the renderer of the admin leaks what a GET holds."""
    for address in ("/api/v2/pages/", "/admin/api/main/pages/"):
        for query, accept in (("", "text/html"), ("?format=admin", "*/*"), ("?format=api", "*/*")):
            answer = world.client.get(address + query, headers={"Accept": accept})
            assert "html" not in answer["Content-Type"] or answer.status_code == 404


def test_a_token_that_is_revoked_is_refused_at_once(world: World) -> None:
    """DRF CVE-2026-114137."""
    token = issue(world.person, FEEDS)
    assert Client().get(f"/fr/feeds/{token}.atom").status_code == 200
    revoke(world.person, FEEDS)
    assert Client().get(f"/fr/feeds/{token}.atom").status_code == 404


def test_a_body_beyond_the_limit_is_refused(world: World) -> None:
    """PYSEC-2026-3827."""
    body = b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    client = Client(raise_request_exception=False)
    for address in ("/fr/account/login/", "/fr/light/"):
        answer = client.post(address, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (400, 413)


def test_doors_answer_the_same_for_known_and_unknown_addresses(world: World, settings: Any) -> None:
    """CVE-2024-39329, CVE-2024-45231, CVE-2025-13473."""
    settings.ACCOUNT_RATE_LIMITS = False
    known, unknown = PersonFactory(email="known@example.org").email, "nobody@example.org"
    forms = {
        "/fr/account/login/": {"login": "", "password": "wrong"},
        "/fr/account/password/reset/": {"email": ""},
        "/fr/account/login/code/": {"email": ""},
    }
    for address, form in forms.items():
        answers = []
        for email in (known, unknown):
            sent = {name: value or email for name, value in form.items()}
            answer = Client().post(address, sent)
            answers.append(
                (
                    answer.status_code,
                    answer.get("Location"),
                    re.sub(rb"[A-Za-z0-9]{64}", b"", answer.content.replace(email.encode(), b"")),
                )
            )
        assert answers[0] == answers[1], address
    assert {address for message in mail.outbox for address in message.to} <= {known}


def test_what_was_written_for_somebody_is_kept_by_nobody(world: World) -> None:
    """CVE-2026-35192, 35193, 48587, 48588, 6907, 8404."""
    page = f"/fr/spaces/atelier/{world.mine.page.slug}/"
    for address in (page, "/fr/", "/fr/spaces/", "/api/v2/pages/", "/admin/", "/fr/search/?q=a"):
        answer = world.client.get(address)
        assert {"private", "no-store"} <= set(answer["Cache-Control"].replace(" ", "").split(","))
        assert "public" not in answer["Cache-Control"].lower()
    assert Client().get(page).status_code == 404
    stranger = Client()
    stranger.force_login(PersonFactory())
    assert stranger.get(page).status_code == 404


def test_a_forged_row_of_a_form_changes_nothing_elsewhere(world: World) -> None:
    """CVE-2026-87975, 4277, 4292."""
    theirs = add(SpaceHome.objects.get(pk=world.theirs.home.pk), Seminar, WORD, starts_on=day(3))
    mine = add(SpaceHome.objects.get(pk=world.mine.home.pk), Seminar, "Mine", starts_on=day(3))
    session = SeminarSession.objects.create(
        page=theirs, day=day(3), title=WORD, locale=theirs.locale, sort_order=0
    )
    html = world.client.get(f"/admin/pages/{mine.pk}/edit/").content.decode()
    form = querydict_from_html(html, form_id="page-edit-form").dict() | {
        "sessions-TOTAL_FORMS": "1",
        "sessions-INITIAL_FORMS": "1",
        "sessions-0-id": str(session.pk),
        "sessions-0-title": "taken",
        "sessions-0-ORDER": "1",
        "sessions-0-day": str(day(3)),
        "sessions-0-kind": "plenary",
        "sessions-0-speakers-count": "0",
        **{f"{stream}-count": "0" for stream in STREAMS},
    }
    client = Client(raise_request_exception=False)
    client.force_login(world.person)
    answer = client.post(f"/admin/pages/{mine.pk}/edit/", form)
    assert answer.status_code < 500
    session.refresh_from_db()
    assert (session.page_id, session.title) == (theirs.pk, WORD)


def test_a_signed_value_counts_for_one_purpose_only(world: World) -> None:
    """CVE-2026-6873."""
    value = [world.person.pk, "page_accepted", ""]
    assert Client().get(f"/fr/stop/{signing.dumps(value)}/").status_code == 404
    assert Client().get(f"/fr/stop/{signing.dumps(value, salt='another')}/").status_code == 404
    feed = issue(world.person, FEEDS)
    assert Client().get(f"/fr/stop/{feed}/").status_code == 404
    other = issue(world.person, "another")
    assert Client().get(f"/fr/feeds/{other}.atom").status_code == 404


def test_mail_asks_for_a_protected_line_where_the_address_says_so() -> None:
    """CVE-2026-7666."""
    told = environ.Env.email_url_config("smtp+tls://user:secret@mail.example.org:587")
    assert told["EMAIL_USE_TLS"] is True
    assert environ.Env.email_url_config("smtp+ssl://mail.example.org:465")["EMAIL_USE_SSL"] is True


def test_an_address_stays_on_one_line_of_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """CVE-2025-48432."""
    with caplog.at_level(logging.WARNING, logger="django.request"):
        world.client.get("/fr/x%0d%0aWARNING%20forged%1b[31m/", headers={"User-Agent": "a\tb"})
    assert caplog.records
    for record in caplog.records:
        assert not set("\n\r\x1b") & set(record.getMessage())


@pytest.mark.parametrize(
    "query",
    [
        "audience=secret", "audience__in=x", "_connector=OR", "order_by=-password",
        "sort=__class__", "type__startswith=a", "title%27%20OR%201=1--=x", "facets__x=1",
        "fields=title%22%20FROM%20auth",
    ],
)  # fmt: skip
def test_names_of_parameters_reach_no_query(world: World, query: str) -> None:
    """CVE-2025-64459, 59681, 57833, 13372; 2026-1207, 1287, 1312; 2024-42005, 53908."""
    plain = world.client.get("/fr/search/?format=json").json()
    narrowed = world.client.get(f"/fr/search/?format=json&{query}").json()
    assert (narrowed["total"], narrowed["facets"]) == (plain["total"], plain["facets"])
    assert world.client.get(f"/api/v2/pages/?{query}").status_code == 400
    for address in ("/fr/people/", "/fr/new/", "/fr/spaces/"):
        assert world.client.get(f"{address}?{query}").status_code == 200


def test_a_file_lies_where_files_lie_whatever_it_is_called(world: World) -> None:
    """CVE-2024-39330, CVE-2025-59682, CVE-2026-25674."""
    for name in ("../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "a/../../evil.txt"):
        upload = SimpleUploadedFile("x.txt", b"text")
        upload._name = name
        try:
            with transaction.atomic():
                document = SiteDocument.objects.create(title="x", file=upload)
        except SuspiciousFileOperation:  # Django refuses some of them outright.
            continue
        stored = Path(document.file.path).resolve()
        assert stored.is_relative_to(Path(settings.MEDIA_ROOT).resolve())
    document = SiteDocument.objects.create(title="y", file=ContentFile(b"text", "y.txt"))
    assert Path(document.file.path).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "header", ["Accept-Language", "Accept", "If-None-Match", "User-Agent", "Range", "Cookie"]
)
def test_a_megabyte_in_a_header_breaks_nothing(world: World, header: str) -> None:
    """CVE-2024-39614, 2025-14550, 2026-5766 and others of their kind."""
    client = Client(raise_request_exception=False)
    value = "fr;q=0.1," * (MEGABYTE // 9)
    assert client.get("/fr/", headers={header: value}).status_code < 500


@pytest.mark.parametrize("text", ["<" * MEGABYTE, "&" * MEGABYTE, "a@" * (MEGABYTE // 2)])
def test_a_megabyte_in_a_form_or_a_query_breaks_nothing(world: World, text: str) -> None:
    """CVE-2024-24680, 27351, 38875, 41989-91, 45230, 53907; 2025-26699, 32873; 2026-1285."""
    client = Client(raise_request_exception=False)
    client.force_login(world.person)
    for address in ("/fr/account/name/", "/fr/spaces/atelier/notes/new/", "/fr/light/"):
        answer = client.post(
            address, {"first_name": text, "title": text, "text": text, "next": text}
        )
        assert answer.status_code < 500
    assert client.get("/fr/search/", {"q": text}).status_code == 400


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "https://a.example/\nx", "data:text/html,x", "//x"],
)
def test_an_address_on_the_web_is_one(world: World, address: str) -> None:
    """CVE-2026-53878, 15920."""
    organization: Organization = OrganizationFactory()
    organization.website = address
    with pytest.raises(ValidationError):
        organization.full_clean()
    assert Client().get("/fr/account/login/", {"next": address}).status_code < 400


def test_headers_that_a_proxy_sets_are_not_believed_from_elsewhere(world: World) -> None:
    """CVE-2026-3902."""
    extra = {
        "HTTP_REMOTE_USER": world.person.email,
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_FORWARDED_FOR": "127.0.0.1",
    }
    answer = Client().get("/fr/", **extra)
    assert answer.status_code == 200
    assert b"evil.example" not in answer.content
    assert not answer.wsgi_request.user.is_authenticated
    assert not settings.USE_X_FORWARDED_HOST


def test_there_is_no_geographic_database() -> None:
    """CVE-2025-27556, 64458; 2026-25673, 53877, 15307, 15830, 87890 are of what is not used."""
    assert "gis" not in settings.DATABASES["default"]["ENGINE"]
    assert not [app for app in settings.INSTALLED_APPS if "gis" in app]


@pytest.mark.parametrize("form", ["TIFF", "BMP", "PPM", "ICO"])
def test_only_pictures_of_the_web_are_opened(world: World, tmp_path: Path, form: str) -> None:
    """Pillow 12.2 to 13.0.0: a name that ends in .jpg does not make a picture one."""
    assert int(version("pillow").split(".")[0]) >= 13
    file = tmp_path / "picture"
    Image.new("RGB", (8, 8)).save(file, form)
    upload = SimpleUploadedFile("picture.jpg", file.read_bytes(), "image/jpeg")
    fields = get_image_form(Picture)(
        {"title": "x", "collection": world.mine.space.collection_id},
        {"file": upload},
        user=PersonFactory(is_superuser=True),
    )
    assert not fields.is_valid()
    assert "file" in fields.errors
    assert not Person.objects.filter(email="x").exists()
