"""The server fetches nothing because of an address that people give it."""

import ast
import socket
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedUnsupportedProviderException
from wagtail.embeds.finders import get_finders
from wagtail.rich_text import expand_db_html

from tests.security.conftest import World

ROOT = Path(settings.ROOT)
CLIENTS = frozenset(
    {"aiohttp", "boto3", "botocore", "ftplib", "httpx", "requests", "smtplib", "socket", "urllib3"}
)
REACHES_OUT = {
    "search/engines/elasticsearch/client.py": "asks the Elasticsearch of the settings",
    "site/files/antivirus.py": "shows files to the antivirus of the settings",
    "site/files/objects.py": "keeps files in the object storage of the settings",
    "site/passerelle/deploy/machine.py": "tries the mail server of the settings, for its operator",
    "site/passerelle/server.py": "looks for a free port of this machine",
    "site/people/openid/refusal.py": "knows the faults of the provider's session",
    "site/people/openid/session.py": "asks the provider of the settings, and only open machines",
    "site/people/post/send.py": "knows the faults of the mail server of the settings",
}
"""Each source that can reach another machine, and why no address of people's gets there.

`languages.machine` asks the translation service of the settings, in a process apart.
"""

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def clients_of(source: Path) -> set[str]:
    """The modules for talking to other machines that a source imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return {
        name
        for name in found
        if name.split(".")[0] in CLIENTS or name.startswith(("urllib.request", "http.client"))
    }


def test_sources_that_reach_out_are_known_each_with_its_reason() -> None:
    sources = [
        path for room in ("site", "pages", "search") for path in ROOT.glob(f"{room}/**/*.py")
    ]
    found = {path.relative_to(ROOT).as_posix() for path in sources if clients_of(path)}
    assert found == set(REACHES_OUT)
    assert len(sources) > 300


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose every try to reach another fails the test."""

    def reach(*there: Any, **more: Any) -> None:
        pytest.fail(f"reached out: {there}")

    for way in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, way, reach)
    monkeypatch.setattr(socket.socket, "connect", reach)


@pytest.mark.parametrize(
    "address",
    [VIDEO, "http://127.0.0.1:9200/", "file:///etc/passwd", "http://169.254.169.254/latest/"],
)
def test_no_address_of_a_film_is_fetched(world: World, cut_off: None, address: str) -> None:
    assert get_finders() == []
    with pytest.raises(EmbedUnsupportedProviderException):
        get_embed(address)
    answer = world.client.post("/admin/embeds/chooser/upload/", {"embed-chooser-url": address})
    assert answer.status_code in (200, 404)
    assert "<iframe" not in answer.content.decode()
    shown = expand_db_html(f'<embed embedtype="media" url="{address}"/>')
    assert "iframe" not in shown


def test_an_address_in_a_text_a_profile_or_a_search_is_not_fetched(
    world: World, cut_off: None
) -> None:
    inner = "http://127.0.0.1:9200/"
    world.client.get("/fr/search/", {"q": inner})
    world.client.post("/fr/spaces/atelier/notes/new/", {"title": inner, "text": inner})
    world.client.post("/fr/account/profile/", {"name": "A", "website": inner})
    world.client.get(f"/fr/spaces/atelier/?next={inner}")
