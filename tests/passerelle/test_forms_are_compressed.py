"""Pages that nobody shares come compressed too, whole and under their own cookies."""

import brotli
from django.test import Client

from pages.models import Home


def test_a_form_comes_compressed_with_its_true_length(client: Client, home: Home) -> None:
    plain = client.get("/fr/account/login/")
    small = client.get("/fr/account/login/", headers={"Accept-Encoding": "br"})
    assert small["Content-Encoding"] == "br"
    assert int(small["Content-Length"]) == len(small.content) < len(plain.content)
    assert "csrfmiddlewaretoken" in brotli.decompress(small.content).decode()
    assert "csrftoken" in small.cookies


def test_a_browser_that_cannot_read_it_gets_it_plain(client: Client, home: Home) -> None:
    response = client.get("/fr/account/login/", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in response
    assert "csrfmiddlewaretoken" in response.content.decode()
