"""What a page costs its reader: bytes and requests, as they pass over the wire."""

from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, Page

PHONE = {"width": 360, "height": 740}
KILOBYTE = 1024


@dataclass(frozen=True)
class Answer:
    """One response, with its bytes still compressed.

    Attributes:
        size: bytes of the status line, the headers and the body.
    """

    status: int
    headers: dict[str, str]
    body: bytes
    size: int


def fetch(url: str, **headers: str) -> Answer:
    """Ask for an address as an old phone does, with brotli.

    Args:
        url: a full address.
        headers: more request headers; underscores stand for hyphens.
    """
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=60)
    sent = {"Accept-Encoding": "br"}
    sent.update({name.replace("_", "-"): value for name, value in headers.items()})
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.request("GET", path, headers=sent)
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    found = {name.lower(): value for name, value in response.getheaders()}
    lines = [f"HTTP/1.1 {response.status} {response.reason}"]
    lines += [f"{name}: {value}" for name, value in response.getheaders()]
    head = sum(len(line.encode("latin-1")) + 2 for line in lines) + 2
    return Answer(response.status, found, body, head + len(body))


@dataclass
class Visit:
    """What the browser asked for while one page was read to its end."""

    addresses: list[str]
    size: int = 0
    scripts: int = 0

    @property
    def requests(self) -> int:
        """How many requests went out."""
        return len(self.addresses)

    @property
    def hosts(self) -> set[str]:
        """All hosts that were asked."""
        return {urlsplit(address).netloc for address in self.addresses}


def listen(page: Page) -> tuple[CDPSession, Visit]:
    """Count what a page loads from now on."""
    visit = Visit([])
    session = page.context.new_cdp_session(page)

    def sent(event: dict) -> None:
        if event["request"]["url"].startswith("http"):
            visit.addresses.append(event["request"]["url"])
            visit.scripts += event.get("type") == "Script"

    def finished(event: dict) -> None:
        visit.size += int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    return session, visit


def read_to_the_end(context: BrowserContext, url: str) -> Visit:
    """Open a page in a fresh context on a phone and scroll slowly through it."""
    page = context.new_page()
    page.set_viewport_size(PHONE)
    session, visit = listen(page)
    page.goto(url)
    scroll_through(page)
    session.detach()
    page.close()
    return visit


def scroll_through(page: Page) -> None:
    """Scroll down by half screens, so that everything lazy is loaded, then wait for it."""
    height = page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, PHONE["height"] // 2):
        page.evaluate(f"window.scrollTo(0, {top})")
        page.wait_for_timeout(15)
    page.wait_for_load_state("networkidle")
