"""Windows that stay open: to begin one takes as long as to look at a page in it."""

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.pages import Case

STORED = "cache_storage,indexeddb,local_storage,service_workers"


class Windows:
    """One window for each language; who comes to it finds it as if it were new."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.known: dict[str, Page] = {}

    def clean(self, case: Case, size: tuple[int, int], cookies: Iterable[Any] = ()) -> Page:
        """A blank page that nobody has left anything in.

        Args:
            case: whose language and theme the reader has.
            size: width and height.
            cookies: of whoever reads.
        """
        page = self.known.get(case.language)
        if page is None:
            context = self.browser.new_context(base_url=self.url, locale=case.language)
            page = self.known[case.language] = context.new_page()
        page.goto("about:blank")
        session = page.context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": self.url, "storageTypes": STORED})
        session.send("Network.clearBrowserCache")
        session.detach()
        page.context.clear_cookies()
        page.context.add_cookies(list(cookies))
        page.emulate_media(media="null", color_scheme=case.theme)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        return page

    def close(self) -> None:
        """Close them."""
        for page in self.known.values():
            page.context.close()
