"""`SEARCH_URL` is read once, and refused in words that repeat no secret."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines.address import Address, read_address


def test_one_node_with_all_that_can_be_said() -> None:
    said = "https://user:k%40y@search.example:9243/site?shards=3&replicas=2&ca=/etc/ca.crt"
    assert read_address(said) == Address(
        ("https://search.example:9243",), ("user", "k@y"), "site", 3, 2, "/etc/ca.crt"
    )


def test_what_is_not_said_has_a_default() -> None:
    assert read_address("http://search.example") == Address(
        ("http://search.example:9200",), None, "passerelle", 1, None, ""
    )


def test_several_nodes_share_what_one_of_them_says() -> None:
    said = "https://user:key@a:9200/site?shards=2, https://b:9201 ,https://[::1]:9202"
    found = read_address(said)
    assert found.nodes == ("https://a:9200", "https://b:9201", "https://[::1]:9202")
    assert (found.login, found.prefix, found.shards) == (("user", "key"), "site", 2)


@pytest.mark.parametrize(
    "said",
    [
        "search.example:9200/site",
        "ftp://user:secret@a/site",
        "https:///site",
        "https://user:secret@a:port/site",
        "https://user:secret@a:99999/site",
        "https://user:secret@a/Site",
        "https://user:secret@a/one/two",
        "https://user:secret@a/_all",
        "https://user:secret@a/site*",
        "https://user:secret@a/site?shards=0",
        "https://user:secret@a/site?shards=many",
        "https://user:secret@a/site?shards=99999999999999",
        "https://user:secret@a/site?replicas=-1",
        "https://user:secret@a/site?colour=blue",
    ],
)
def test_what_cannot_be_read_is_refused_without_its_secret(said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL") as refused:
        read_address(said)
    assert "secret" not in str(refused.value)
