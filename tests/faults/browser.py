"""A browser of somebody who is signed in: forms in, the status out, and no patience for ever."""

import http.client
import random
import secrets
from typing import Any
from urllib.parse import urlencode

PATIENCE = 30
"""Seconds that somebody waits for an answer."""

TOKEN = secrets.token_hex(16)
"""The same in cookie and form: that is all that Django asks of it."""

NO_ANSWER = (OSError, http.client.HTTPException)


class Answer:
    """What came back."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode(errors="replace")

    @property
    def is_taken(self) -> bool:
        """Whether a form was taken: forms of the site lead on then, and only then."""
        return self.status in (302, 303) and not self.is_asked_who

    @property
    def is_asked_who(self) -> bool:
        """Whether it leads to the form by which one signs in."""
        return self.status == 302 and "/account/login" in self.headers["Location"]


class Browser:
    """Asks on a new line each time, as after a fault.

    Args:
        port: of the site.
        session: the value of the session's cookie; empty for a visitor.
    """

    def __init__(self, port: int, session: str = "") -> None:
        self.port = port
        self.session = session

    def get(self, path: str, patience: float = PATIENCE) -> Answer:
        """Read a page.

        Raises:
            OSError, HTTPException: there was no answer.
        """
        return self.ask("GET", path, patience=patience)

    def post(
        self, path: str, fields: dict[str, Any], files: dict[str, tuple[str, bytes]] | None = None
    ) -> Answer:
        """Send a form.

        Raises:
            OSError, HTTPException: there was no answer.
        """
        fields = {"csrfmiddlewaretoken": TOKEN, **fields}
        if files is None:
            return self.ask(
                "POST",
                path,
                urlencode(fields, doseq=True).encode(),
                "application/x-www-form-urlencoded",
            )
        kind, body = in_parts(fields, files)
        return self.ask("POST", path, body, kind)

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "", patience: float = PATIENCE
    ) -> Answer:
        """Ask once.

        Raises:
            OSError, HTTPException: there was no answer.
        """
        cookies = [f"csrftoken={TOKEN}"] if body else []
        if self.session:
            cookies.append(f"sessionid={self.session}")
        headers = {
            # Another machine each time: see `TRUSTED_PROXIES`.
            "X-Forwarded-For": ".".join(str(random.randint(1, 250)) for _part in range(4)),
            **({"Cookie": "; ".join(cookies)} if cookies else {}),
            **({"Content-Type": kind} if kind else {}),
        }
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            line.request(method, path, body or None, headers)
            return Answer(line.getresponse())
        finally:
            line.close()


def in_parts(fields: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> tuple[str, bytes]:
    """A form with files: its content type and its body."""
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
        for name, text in fields.items()
    ]
    for name, (file, content) in files.items():
        head = f'form-data; name="{name}"; filename="{file}"'
        parts.append(f"--{boundary}\r\nContent-Disposition: {head}\r\n\r\n".encode())
        parts.append(content + b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    return f"multipart/form-data; boundary={boundary}", b"".join(parts)
