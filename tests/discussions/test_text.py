"""What people type becomes paragraphs, lists, quotes, bold and links, and nothing else."""

import re

import pytest

from discussions.text import as_html, cleaned, plain

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[clic](javascript:alert(1))",
    "[clic](JaVaScRiPt:alert(1))",
    "[clic](data:text/html;base64,PHNjcmlwdD4=)",
    "[clic](&#106;avascript:alert(1))",
    "[clic](java\nscript:alert(1))",
    '[clic](https://a.org" onmouseover="alert(1))',
    'https://a.org/"onmouseover=alert(1)',
    "https://a.org/'><script>alert(1)</script>",
    "**<b onclick=alert(1)>**",
    "[<img src=x onerror=alert(1)>](https://a.org)",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style>",
    "<template><script>alert(1)</script></template>",
    '<div style="width: expression(alert(1))">',
    "<svg/onload=alert(1)>",
    '<a href="javas\tcript:alert(1)">x</a>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x02amp\x03<script>\x00alert(1)",
    "> <iframe src=javascript:alert(1)>",
    "- <object data=x>",
    "1. <embed src=x>",
    "@<script>alert(1)</script>",
]
HEAVY = [
    "<b>" * 5000, "*" * 20_000, "**a " * 5000, "[" * 20_000, "[a](" * 5000, "> " * 10_000,
    "- " * 10_000, "\\" * 20_000, "http://" * 2800, "a\u0301" * 10_000, "\n" * 20_000,
    "[a](https://" * 1600, "x " * 10_000, "1. " * 6000, "@" * 20_000,
]  # fmt: skip
ALLOWED = re.compile(
    r"</?(?:p|ul|ol|li|b|blockquote)>|<br>|</a>"
    r'|<a href="https?://[^"<>\s]+" rel="nofollow noopener">'
)


def left_over(html: str) -> str:
    """HTML without the tags that a text may have."""
    return ALLOWED.sub("", html)


@pytest.mark.parametrize("text", [*HOSTILE, *HEAVY])
def test_no_tag_of_the_writers_reaches_the_page(text: str) -> None:
    html = as_html(cleaned(text), ["<script>alert(1)</script>", "Awa"])
    assert "<" not in left_over(html)
    assert len(html) < 60 * len(text) + 100


@pytest.mark.parametrize("text", HEAVY)
def test_the_work_grows_with_the_length_of_a_text_only(text: str) -> None:
    html = as_html(cleaned(text))
    assert html.count("<") <= 2 * len(text) + 10
    assert html.count("<blockquote>") <= 1


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un\nDeux\n\nTrois", "<p>Un<br>Deux</p><p>Trois</p>"),
        ("- un\n- **deux**", "<ul><li>un</li><li><b>deux</b></li></ul>"),
        ("1. un\n2) deux", "<ol><li>un</li><li>deux</li></ol>"),
        ("> dit\n> elle", "<blockquote><p>dit<br>elle</p></blockquote>"),
        ("A:\n- b\nC", "<p>A:</p><ul><li>b</li></ul><p>C</p>"),
        ("-non, 3*4*5 ** a **", "<p>-non, 3*4*5 ** a **</p>"),
        (
            "Voir https://a.org/x?a=1&b=2.",
            '<p>Voir <a href="https://a.org/x?a=1&amp;b=2" rel="nofollow noopener">'
            "https://a.org/x?a=1&amp;b=2</a>.</p>",
        ),
        (
            "[ici](https://a.org)",
            '<p><a href="https://a.org" rel="nofollow noopener">ici</a></p>',
        ),
        ("", ""),
    ],
)
def test_a_text_is_set_as_its_writer_meant(text: str, html: str) -> None:
    assert as_html(text) == html


def test_people_who_are_named_are_set_off_and_parts_of_words_are_not() -> None:
    html = as_html("@awa Diallo et @Awade, a@awa", ["Awa Diallo", "Awa"])
    assert html == "<p><b>@awa Diallo</b> et @Awade, a<b>@awa</b></p>"


def test_what_cannot_be_seen_is_not_kept() -> None:
    assert cleaned(" a\u200b\u202eb\x07\r\nc\ud800 ") == "ab\nc"
    assert len(cleaned("e" + "\u0301\u0302" * 1000)) < 20
    assert cleaned("مرحبا\u200dم 🌍") == "مرحبا\u200dم 🌍"


def test_lists_and_search_get_the_words_alone() -> None:
    text = "- un **mot**\n> et [un lien](https://a.org)\n\nfin"
    assert plain(text) == "un mot et un lien fin"
