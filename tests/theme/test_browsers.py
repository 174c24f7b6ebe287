"""What browsers say of themselves, as people name it."""

import pytest

from theme.templatetags.browsers import LONGEST, browser

SAID = {
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 "
    "Mobile Safari/537.36": "Chrome, Android",
    "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36": "Samsung Internet, Android",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0": (
        "Firefox, Windows"
    ),
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0": "Edge, Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/17.6 Mobile/15E148 Safari/604.1": "Safari, iPhone",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.6 Safari/605.1.15": "Safari, Mac",
}


@pytest.mark.parametrize("said", SAID, ids=SAID.get)
def test_a_browser_and_its_system_are_named_in_two_words(said: str) -> None:
    assert browser(said) == SAID[said]


def test_what_is_not_known_is_shown_as_it_is_and_cut_short() -> None:
    assert browser("curl/8") == "curl/8"
    assert browser("x" * 500) == "x" * LONGEST
    assert browser("") == ""
