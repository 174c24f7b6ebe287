"""Where Elasticsearch answers, as `SEARCH_URL` says it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
DEFAULT_PREFIX = "passerelle"
MOST_SHARDS = 1024
MOST_REPLICAS = 10
SHAPE = "https://user:key@host:port/prefix?shards=1&replicas=1&ca=/path/to/ca.crt"


@dataclass(frozen=True)
class Address:
    """What `SEARCH_URL` says.

    Attributes:
        nodes: `scheme://host:port` of each node.
        login: user and password; None where the cluster is open.
        prefix: what the names of this site's indexes begin with, and the name they are asked by.
        shards: into how many parts an index is cut.
        replicas: how many copies of each; None for one where there is a second node.
        authority: file of the certificate authority; empty for those that Python knows.
    """

    nodes: tuple[str, ...]
    login: tuple[str, str] | None
    prefix: str
    shards: int = 1
    replicas: int | None = None
    authority: str = ""


@lru_cache(maxsize=8)
def read_address(text: str) -> Address:
    """Read `https://user:key@host:port/prefix`, several separated by commas.

    Login, prefix and options may be said once, with any of them.

    Raises:
        ImproperlyConfigured: it cannot be read; the message does not repeat secrets.
    """
    parts = [urlsplit(one.strip()) for one in text.split(",") if one.strip()]
    options = {name: values[-1] for part in parts for name, values in parse_qs(part.query).items()}
    prefix = next((path for part in parts if (path := part.path.strip("/"))), DEFAULT_PREFIX)
    if not PREFIX.fullmatch(prefix):
        raise refused(f"the prefix “{prefix}” may hold a to z, 0 to 9, - and _ only")
    if unknown := set(options) - {"shards", "replicas", "ca"}:
        raise refused(f"unknown option {', '.join(sorted(unknown))}")
    login = next(
        (
            (unquote(part.username), unquote(part.password))
            for part in parts
            if part.username and part.password
        ),
        None,
    )
    return Address(
        nodes=tuple(node(part) for part in parts),
        login=login,
        prefix=prefix,
        shards=number(options, "shards", 1, MOST_SHARDS) or 1,
        replicas=number(options, "replicas", 0, MOST_REPLICAS),
        authority=options.get("ca", ""),
    )


def node(part: SplitResult) -> str:
    """The address of one node, with its port.

    Raises:
        ImproperlyConfigured: it is none.
    """
    try:
        port = part.port or 9200
    except ValueError as error:
        raise refused("a port is no number") from error
    if part.scheme not in ("http", "https") or not part.hostname:
        raise refused("each address begins with http:// or https:// and a host")
    host = f"[{part.hostname}]" if ":" in part.hostname else part.hostname
    return f"{part.scheme}://{host}:{port}"


def number(options: dict[str, str], name: str, least: int, most: int) -> int | None:
    """A number among the options; None where it is not said.

    Raises:
        ImproperlyConfigured: it is none, or out of bounds.
    """
    said = options.get(name)
    if said is None:
        return None
    if not (said.isascii() and said.isdigit() and least <= int(said[:6]) <= most):
        raise refused(f"{name} is a number from {least} to {most}")
    return int(said)


def refused(reason: str) -> ImproperlyConfigured:
    """What is told of an address that cannot be read."""
    return ImproperlyConfigured(f"SEARCH_URL: {reason}. It looks like {SHAPE}")
