"""What people type, paste and forge: drawn by hypothesis from known troubles and from all signs."""

from hypothesis import strategies as st

NOTHING = ("", " ", "\u200b", "\u00a0\u2003", "\u200e\u200f", "\r\n\t", "\u2060\ufeff")
"""What shows nothing."""

SIGNS = (
    "a\0b", "\0", "\ud800", "a\udfffb", "\x1b[2J", "\uffff", "\ufdd0", "\u202efdp.exe", "\u2066a",
    "Z" + "\u0301" * 2000, "e\u0301", "ﬁ", "İ", "ß", "²", "😀" * 40, "👩‍👩‍👧‍👦", "🏳️‍🌈",
    "مرحبا Bonjour", "שלום et bonjour", "水の村", "Bonjоur", "аdmin",
)  # fmt: skip
NUMBERS = (
    "-0", "-1", "NaN", "Infinity", "1e400", "1 000,50", "1\u202f000,50", "１２３", "٣", "0x10",
    "0.123456789012", "9" * 30, "0" * 5000, "1_000", "+5", "5.0", "true", "null",
)  # fmt: skip
DATES = (
    "0000-00-00", "2026-02-31", "31/02/2026", "99999-01-01", "2026-03-29T02:30", "0001-01-01",
    "9999-12-31T23:59:59+14:00", "2026-W53-1", "١٢/١/٢٠٢٦", "24:00", "-1",
)  # fmt: skip
ADDRESSES = (
    '"a b"@x.org', "a" * 320 + "@x.org", "a@xn--e1afmkfd.org", "a@b.org\nBcc: c@d.org", "a@[::1]",
    "a@b", "ä@ö.org", "<a@b.org>", "a@b.org,c@d.org", "//evil", "/\\evil", "http://[::1", "http://\0",
    "javascript:alert(1)", "data:text/html,x", "ftp://x", "https://" + "a" * 3000 + ".org",
)  # fmt: skip
MARKUP = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "{% debug %}",
    "%(x)s", "%s%n", "${jndi:ldap://x}", '<math><mtext><script>alert(1)</script>', "<!--", "]]>",
    "&#0;", "<a>" * 500, "'; DROP TABLE x; --", "=cmd|'/c calc'!A0",
)  # fmt: skip
DATA = ("{}", "[]", "[1", '{"blocks":5}', "[" * 3000, '"', '{"a":NaN}')
LONG = ("a" * 300, "a" * 10_000, "é " * 6000, "\n" * 5000)

KNOWN = (*NOTHING, *SIGNS, *NUMBERS, *DATES, *ADDRESSES, *MARKUP, *DATA, *LONG)

any_sign = st.characters(exclude_categories=())
hostile = st.one_of(st.sampled_from(KNOWN), st.text(any_sign, max_size=60), st.sampled_from(KNOWN))
"""Anything; known troubles twice as often."""

visible = st.text(
    st.characters(categories=("L", "Nd", "So"), exclude_characters="\u3164\uffa0\u115f\u1160"),
    min_size=1,
    max_size=30,
)
"""A few letters, digits and emoji of any script."""
