"""What is asked, and what came back, without what differs between any two askings."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.utils.html import escape

from passerelle.audit.people import Browser, Visitor
from passerelle.audit.words import canaries_in

TOKENS = re.compile(r"\b[A-Za-z0-9]{64}\b")
"""Tokens of forms."""

TIME_PASSED = re.compile(
    r"just now|à l['’]instant|(?:il y a )?\d+[\xa0 ]minutes?(?: ago)?", re.IGNORECASE
)
"""How long ago something was, as Wagtail's screens say it: a minute may pass between two asks."""

WEIGHT = re.compile(r'(<p class="meta weight">).*?</p>')
"""What a page says it weighs: that follows from all the rest, the length of its address too."""

SAVEPOINTS = re.compile(r"[\"`]s\d+_x\d+[\"`]")
MANY = re.compile(r"%s(?:, %s)+")
UNTOLD = {
    "Content-Length", "Date", "ETag", "Expires", "Last-Modified", "Set-Cookie", "X-Request-ID",
}  # fmt: skip
"""Headers that are not compared: the body is, and the names of cookies."""

MESSAGES = f"{settings.COOKIE_PREFIX}messages"
ONCE = {settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME, MESSAGES}
"""Cookies that are set when they are first needed, whatever is asked."""


@dataclass(frozen=True)
class Ask:
    """One request of a surface.

    Attributes:
        path: the address, with its query.
        method: by which it is asked.
        data: fields of a form.
        headers: sent along.
        must: canaries that somebody who may see the object finds in the answer.
        lenient: whoever may see the object need not be answered here; nobody else may be.
        echoed: words of the request that the answer may repeat, beside those of its path.
        by_program: asked without a session; `{token}` in the path becomes the person's token.
    """

    path: str
    method: str = "GET"
    data: dict[str, str] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    must: tuple[str, ...] = ()
    lenient: bool = False
    echoed: tuple[str, ...] = ()
    by_program: bool = False

    @property
    def key(self) -> str:
        """The same for two requests that are the same."""
        return f"{self.method} {self.path} {self.data} {self.headers} {self.by_program}"

    @property
    def own_words(self) -> set[str]:
        """Canaries that the asker knew already."""
        return canaries_in(f"{self.path} {self.data} {self.echoed}")


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        status: of HTTP.
        told: status, headers and body, masked, for comparison.
        canaries: those that the asker did not bring along.
        queries: shapes of the SQL that ran, in order.
    """

    status: int
    told: str
    canaries: frozenset[str]
    queries: tuple[str, ...] = ()

    def equals(self, other: "Answer") -> bool:
        """Whether nobody could tell the two apart."""
        return self.told == other.told


class Recorder:
    """Notes the shape of each query, and runs it."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """One query."""
        self.seen.append(MANY.sub("%s", SAVEPOINTS.sub("s", sql)))
        return execute(sql, params, many, context)


def put(visitor: Visitor, ask: Ask) -> Answer:
    """Ask as somebody, and mask what comes back."""
    recorder = Recorder()
    client = Browser() if ask.by_program else visitor.client
    with connection.execute_wrapper(recorder):
        response: Any = client.generic(
            ask.method,
            ask.path.replace("{token}", visitor.token or "none"),
            data=encoded(ask),
            content_type="application/x-www-form-urlencoded",
            headers=ask.headers,
        )
        content = b"".join(response) if response.streaming else response.content
    # What a refusal says is shown on the next page, whatever that is: it is looked at here.
    client.cookies.pop(MESSAGES, None)
    said = " ".join(cookie.value for cookie in response.cookies.values())
    body = content.decode("utf-8", "replace")
    headers = {name: value for name, value in response.headers.items() if name not in UNTOLD}
    whole = "\n".join(
        (
            str(response.status_code),
            *(f"{name}: {value}" for name, value in sorted(headers.items())),
            f"cookies: {sorted({*response.cookies} - ONCE)}",
            body,
        )
    )
    return Answer(
        response.status_code,
        masked(whole, ask),
        frozenset(canaries_in(whole + said) - ask.own_words),
        tuple(recorder.seen),
    )


def encoded(ask: Ask) -> str:
    """The fields of a form as browsers send them."""
    return "&".join(f"{name}={quote(value)}" for name, value in (ask.data or {}).items())


def masked(text: str, ask: Ask) -> str:
    """A text without the address asked for, tokens of forms, and the time that passed."""
    path = ask.path.partition("?")[0]
    spellings = {ask.path, path, path.replace("//", "/")}
    spellings |= {quote(one) for one in spellings} | {quote(one, "") for one in spellings}
    spellings |= {escape(one) for one in spellings}
    for word in (*ask.own_words, *ask.echoed):
        spellings |= {word, word.upper(), quote(word)}
    for one in sorted(spellings, key=len, reverse=True):
        if len(one) > 2:
            text = text.replace(one, "…")
    text = WEIGHT.sub(r"\1</p>", text)
    return TOKENS.sub("token", TIME_PASSED.sub("a moment ago", text))
