"""Walk a site along its links, a few addresses of each kind."""

import re
from collections import Counter
from collections.abc import Iterator

from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'href="(/[^"#]*)"')
ASKED = re.compile(r"(\w+)=")
UNREAD = re.compile(r"\.(?:atom|ics|pdf|jpg|csv|txt)$|/export/|/light/|/file/|/documents/|/logout/")
MOST_OF_A_KIND = 2


def kind_of(address: str) -> str:
    """What answers at an address, and what it is asked; empty where nothing of ours does."""
    path, _mark, query = address.partition("?")
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    return f"{found.url_name}?{sorted(ASKED.findall(query))}"


def looked_at(client: Client, language: str, *starts: str) -> Iterator[tuple[str, str]]:
    """Addresses of a language with their pages, from some on along all links.

    Args:
        client: whoever looks.
        language: whose addresses are followed.
        starts: where to begin.
    """
    waiting, seen, count = list(starts), set(starts), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address.replace("&amp;", "&"), follow=True)
        if answer.streaming or "text/html" not in answer.get("Content-Type", ""):
            continue
        html = answer.content.decode()
        yield address, html
        for link in LINK.findall(html):
            is_followed = link.startswith(f"/{language}/")
            if link in seen or not is_followed or UNREAD.search(link.partition("?")[0]):
                continue
            if kind := kind_of(link):
                count[kind] += 1
                if count[kind] <= MOST_OF_A_KIND or kind == "wagtail_serve?[]":
                    seen.add(link)
                    waiting.append(link)
