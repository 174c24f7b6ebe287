"""Looks, links and line ends of a text are read strictly, and written again as they were."""

import pytest

from exchange.translations.markup import MarkupError, count_marks, html_of, is_same, runs_of, tidy

SAME = [
    "plain words",
    "un <b>deux <i>trois</i></b> quatre",
    '<a id="a1"><b>x</b></a> <a id="a2">y</a>',
    "x<br/>y",
    "3 &lt; 5 &amp;&amp; 7 &gt; 5",
    "m&amp;amp;m",
    "10 m<sup>2</sup>",
    "الماء <b>نظيف</b>\u200f.",
]


@pytest.mark.parametrize("html", SAME)
def test_a_text_stays_as_it_is(html: str) -> None:
    assert html_of(tidy(runs_of(html))) == html


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("R&D", "R&amp;D"),
        ("a < b", "a &lt; b"),
        ("?a=1&copy=2", "?a=1&amp;copy=2"),
        ("&eacute;&#233;&#xe9;", "ééé"),
        ("<B>a</B><BR>b", "<b>a</b><br/>b"),
        ("  a \n b  ", "a b"),
        ("a\0b\x0bc\u2028d\ufffe", "ab c d"),
        ("<b>a</b> <b>b</b>", "<b>a b</b>"),
        ("<b></b>a<i> </i>b", "a b"),
        ("<b>a <i>b</b></i>", None),
        ("<b>a", None),
        ("a</b>", None),
        ("<p>a</p>", None),
        ("<a>b</a>", "<a>b</a>"),
        ('<a href="javascript:x" id="a1">b</a>', None),
        ("<b class='x'>a</b>", None),
        ("<!-- a -->", None),
        ("<?php a ?>", None),
        ("a</", None),
        ("<scr<b>ipt>", None),
    ],
)
def test_a_text_is_put_right_or_refused(html: str, wanted: str | None) -> None:
    if wanted is None:
        with pytest.raises(MarkupError):
            runs_of(html)
    else:
        assert html_of(tidy(runs_of(html))) == wanted


def test_texts_that_look_the_same_are_the_same() -> None:
    assert is_same("<i><b>a</b></i>", "<b><i>a</i></b>")
    assert is_same("<strong>a</strong> b", "<b>a</b> b ")
    assert not is_same("<b>a</b>", "<i>a</i>")
    assert not is_same('<a id="a1">a</a>', '<a id="a2">a</a>')
    assert not is_same("<b>a", "a")


def test_stretches_are_counted_whatever_lies_in_them() -> None:
    html = 'x <b>a <i>b</i> c</b> <a id="a1">d</a> e <b>f</b><br/>g'
    assert count_marks(runs_of(html)) == {"b": 2, "i": 1, "a1": 1, "br": 1}
