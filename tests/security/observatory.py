"""The points of the MDN HTTP Observatory for one answer of the site, by its published rules.

Source: https://github.com/mdn/mdn-http-observatory, src/grader/charts.js and src/analyzer/tests,
read on 23 November 2026. Everybody begins with 100; bonus counts from 90 points on. What needs a
network is left out: that the certificate is right, and that browsers list the host.
"""

import re
from http.cookies import SimpleCookie
from typing import Any

BEGIN = 100
BONUS_FROM = 90
SIX_MONTHS = 15_768_000
HOST = "testserver"

POINTS = {
    "csp": {"none-at-first": 10, "no-unsafe": 5, "unsafe-style": 0, "insecure-pictures": -10,
            "unsafe-eval": -10, "unsafe-inline": -20, "insecure-scheme": -20, "missing": -25},
    "cookies": {"same-site": 5, "secure": 0, "none": 0, "not-secure": -5, "session-not-secure": -10,
                "bad-same-site": -20, "csrf-without-same-site": -20, "session-readable": -30},
    "cors": {"none": 0, "public": 0, "restricted": 0, "with-credentials": -50},
    "redirection": {"to-https": 0, "other-host": -5, "not-at-once": -10, "missing": -20},
    "referrer": {"private": 5, "missing": 0, "unsafe": -5, "invalid": -5},
    "hsts": {"six-months": 0, "shorter": -10, "missing": -20},
    "sri": {"no-scripts": 0, "own-origin": 0, "outside": -5, "outside-insecure": -50},
    "nosniff": {"nosniff": 0, "missing": -5},
    "framing": {"by-policy": 5, "by-header": 0, "missing": -20},
    "corp": {"own-origin": 10, "own-site": 10, "everybody": 0, "missing": 0, "invalid": -5},
}  # fmt: skip

BROAD = {
    "ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*",
}  # fmt: skip
INLINE = {"'unsafe-inline'", "data:"}
HASHES = ("'sha256-", "'sha384-", "'sha512-", "'nonce-")
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
UNSAFE = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}
CORP = {"same-origin": "own-origin", "same-site": "own-site", "cross-origin": "everybody"}


def directives(policy: str) -> dict[str, set[str]]:
    """A content security policy as data; the first of two that are alike counts."""
    found: dict[str, set[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split()
        found.setdefault(name.lower(), {source.lower() for source in sources})
    return found


def judge_policy(policy: str) -> str:
    """What the content security policy is worth."""
    if not policy:
        return "missing"
    told = directives(policy)
    fallback = told.get("default-src", {"*"})
    scripts, styles = (
        sources - {"'unsafe-inline'"} if any(one.startswith(HASHES) for one in sources) else sources
        for sources in (told.get(name, fallback) for name in ("script-src", "style-src"))
    )
    passive = told.get("img-src", fallback) | told.get("media-src", fallback)
    active = set().union(*(told[name] for name in told if name not in ("img-src", "media-src")))
    insecure = ("http:", "ftp:")
    results = {
        "unsafe-inline": scripts & (BROAD | INLINE) or told.get("object-src", fallback) & BROAD,
        "insecure-scheme": any(source.startswith(insecure) for source in active),
        "unsafe-eval": "'unsafe-eval'" in scripts | styles,
        "insecure-pictures": any(source.startswith(insecure) for source in passive),
        "unsafe-style": styles & (BROAD | INLINE),
        "none-at-first": told.get("default-src") == {"'none'"},
    }
    return next((result for result, is_so in results.items() if is_so), "no-unsafe")


def judge_cookies(cookies: SimpleCookie) -> str:
    """What the worst of the cookies is worth."""
    found = set()
    for name, cookie in cookies.items():
        is_session = any(word in name.lower() for word in ("login", "sess"))
        same_site = str(cookie["samesite"]).lower()
        if is_session and not cookie["httponly"]:
            found.add("session-readable")
        if "csrf" in name.lower() and not same_site:
            found.add("csrf-without-same-site")
        if same_site not in ("", "lax", "strict", "none"):
            found.add("bad-same-site")
        if not cookie["secure"]:
            found.add("session-not-secure" if is_session else "not-secure")
        found.add("same-site" if same_site else "secure")
    return min(found, key=lambda one: POINTS["cookies"][one], default="none")


def judge_scripts(html: str) -> str:
    """Where scripts come from."""
    scripts = re.findall(r"<script\b[^>]*?\bsrc=[\"']?([^\"'\s>]+)", html)
    outside = [one for one in scripts if re.match(r"(https?:)?//", one) and f"//{HOST}/" not in one]
    if any(not one.startswith("https:") for one in outside):
        return "outside-insecure"
    return "outside" if outside else "own-origin" if scripts else "no-scripts"


def judge_redirection(plain: Any) -> str:
    """Where an answer over plain HTTP leads."""
    location = plain.get("Location", "")
    if plain.status_code not in (301, 302, 307, 308):
        return "missing"
    if not location.startswith("https://"):
        return "not-at-once"
    return "to-https" if location.startswith(f"https://{HOST}/") else "other-host"


def judge(answer: Any, cookies: SimpleCookie, plain: Any) -> dict[str, str]:
    """What each test of the Observatory finds.

    Args:
        answer: the site's, over HTTPS.
        cookies: all that the browser has of the site by then.
        plain: the answer over plain HTTP.
    """
    policy = answer.get("Content-Security-Policy", "")
    ancestors = directives(policy).get("frame-ancestors", {"*"}) if policy else {"*"}
    frames = answer.get("X-Frame-Options", "").upper()
    referrer = answer.get("Referrer-Policy", "").split(",")[-1].strip()
    age = re.search(r"max-age=(\d+)", answer.get("Strict-Transport-Security", ""))
    origin = answer.get("Access-Control-Allow-Origin", "")
    corp = answer.get("Cross-Origin-Resource-Policy", "")
    is_private, is_unsafe = referrer in PRIVATE, referrer in UNSAFE
    return {
        "csp": judge_policy(policy),
        "cookies": judge_cookies(cookies),
        "cors": "with-credentials"
        if origin and "Access-Control-Allow-Credentials" in answer
        else "public" if origin == "*" else "restricted" if origin else "none",
        "redirection": judge_redirection(plain),
        "referrer": "private" if is_private else "unsafe" if is_unsafe
        else "invalid" if referrer else "missing",
        "hsts": "missing" if not age else "six-months" if int(age[1]) >= SIX_MONTHS else "shorter",
        "sri": judge_scripts(answer.content.decode()),
        "nosniff": "nosniff" if answer.get("X-Content-Type-Options") == "nosniff" else "missing",
        "framing": "by-policy" if not ancestors & BROAD
        else "by-header" if frames in ("DENY", "SAMEORIGIN") else "missing",
        "corp": CORP.get(corp, "invalid") if corp else "missing",
    }  # fmt: skip


def score(found: dict[str, str]) -> int:
    """The points of all tests together."""
    points = [POINTS[test][result] for test, result in found.items()]
    without_bonus = max(0, BEGIN + sum(one for one in points if one < 0))
    bonus = sum(one for one in points if one > 0)
    return without_bonus + (bonus if without_bonus >= BONUS_FROM else 0)
