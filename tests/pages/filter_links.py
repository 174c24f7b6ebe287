"""Read the filter links of a list as a visitor sees them."""

import html
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin

from django.test import Client

LINK = re.compile(r'<a href="([^"]*)" rel="nofollow">([^<]*)</a>\s*<span>\(([^)]*)\)</span>')
CHIP = re.compile(r'<li><a href="([^"]*)" aria-label="[^"]*">([^<]*)<svg')


@dataclass(frozen=True)
class FilterLink:
    """Where a link leads, what it is called and how many items it promises."""

    url: str
    label: str
    count: int


def page_of(client: Client, address: str) -> str:
    """The page at an address."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def filter_links(client: Client, address: str) -> list[FilterLink]:
    """The links that narrow a list."""
    return [
        FilterLink(urljoin(address, html.unescape(url)), label, int(re.sub(r"\D", "", count)))
        for url, label, count in LINK.findall(page_of(client, address))
    ]


def chips(client: Client, address: str) -> dict[str, str]:
    """The filters that are on: label and address without it."""
    found = CHIP.findall(page_of(client, address))
    return {label: urljoin(address, html.unescape(url)) for url, label in found}


def total(client: Client, address: str) -> int:
    """How many items there are at an address, as data says."""
    path, _mark, query = address.partition("?")
    data = client.get(f"{path}?{urlencode([*parse_qsl(query), ('format', 'json')])}").json()
    return int(data["total"])
