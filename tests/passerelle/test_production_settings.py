"""A site that others can reach does not start on a missing, short or demo secret."""

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

GOOD = {
    "SECRET_KEY": "k3" * 24,
    "DATABASE_URL": "sqlite:////nowhere/x.sqlite3",
    "ALLOWED_HOSTS": "example.org",
    "BASE_URL": "https://example.org",
}

OIDC = {
    "OIDC_ISSUER": "https://id.example:8443/realms/trame",
    "OIDC_CLIENT_ID": "passerelle",
    "OIDC_CLIENT_SECRET": "secret",
}


def start(tmp_path: Path, **changed: str | None) -> subprocess.CompletedProcess[str]:
    """Load the production settings in a process of their own."""
    wanted = {name: value for name, value in {**GOOD, **changed}.items() if value is not None}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = (
        "from django.conf import settings as p;"
        "print(p.DEBUG, p.SESSION_COOKIE_SECURE, p.CSRF_COOKIE_SECURE);"
        "print(p.OIDC_NAME, *p.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action']);"
        "print(p.SECURE_SSL_REDIRECT);"
        "print(p.COOKIE_PREFIX, p.SESSION_COOKIE_NAME)"
    )
    return subprocess.run(
        [sys.executable, "-c", command],
        cwd=tmp_path,
        env={
            **kept,
            **wanted,
            "PYTHONPATH": os.pathsep.join([str(settings.ROOT), str(settings.ROOT / "site")]),
            "PASSERELLE_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "passerelle.settings.production",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_secret_of_ones_own_is_accepted_and_cookies_are_secure(tmp_path: Path) -> None:
    done = start(tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[:4] == ["False", "True", "True", "'self'"]


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("https://example.org", "__Host- __Host-sessionid"),
        ("http://example.org", " sessionid"),
    ],
)
def test_cookies_are_bound_to_the_host_by_name_where_there_is_https(
    tmp_path: Path, address: str, names: str
) -> None:
    assert start(tmp_path, BASE_URL=address).stdout.splitlines()[-1] == names


@pytest.mark.parametrize(
    "secret",
    [None, "", "short", "k" * 31, "demo-only-secret-never-for-a-site-that-others-can-reach"],
)
def test_a_missing_short_or_demo_secret_is_refused_in_words(
    tmp_path: Path, secret: str | None
) -> None:
    done = start(tmp_path, SECRET_KEY=secret)
    assert done.returncode != 0
    assert "ImproperlyConfigured: SECRET_KEY" in done.stderr
    assert not secret or len(secret) < 8 or secret not in done.stderr


def test_forms_may_lead_to_the_provider_of_the_settings(tmp_path: Path) -> None:
    done = start(tmp_path, **OIDC)
    assert done.stdout.splitlines()[1] == "id.example:8443 'self' https://id.example:8443"
    assert start(tmp_path, **OIDC, OIDC_NAME="Trame").stdout.splitlines()[1].startswith("Trame ")


@pytest.mark.parametrize("changed", [*OIDC, "http"])
def test_half_a_provider_or_one_that_others_can_speak_for_is_refused(
    tmp_path: Path, changed: str
) -> None:
    wrong = {"OIDC_ISSUER": "http://id.example"} if changed == "http" else {changed: ""}
    done = start(tmp_path, **{**OIDC, **wrong})
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert "OIDC_ISSUER" in done.stderr


@pytest.mark.parametrize("name", ["DATABASE_URL", "ALLOWED_HOSTS", "BASE_URL"])
def test_a_missing_setting_is_named(tmp_path: Path, name: str) -> None:
    done = start(tmp_path, **{name: None})
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {name} is missing" in done.stderr


def test_django_finds_nothing_to_object_to_in_a_deployment(tmp_path: Path) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.ROOT,
        env={
            **kept,
            **GOOD,
            "SECRET_KEY": secrets.token_urlsafe(48),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "passerelle.settings.production",
            "PASSERELLE_DATA": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_a_cache_that_keeps_nothing_is_refused(tmp_path: Path) -> None:
    done = start(tmp_path, CACHE_URL="dummycache://")
    assert done.returncode != 0
    assert "CACHE_URL" in done.stderr


def test_whoever_comes_without_https_is_led_there(tmp_path: Path) -> None:
    assert start(tmp_path).stdout.splitlines()[2] == "True"


def test_what_only_machines_ask_is_answered_without_https_too(
    client: Client, settings: Any
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/fr/help/").status_code == 301
