"""A program behind the server that says of each request what came of it."""

import json
from typing import Any

seen: list[str] = []


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer with what was asked; `/seen` tells all of it and forgets it."""
    body = environ["wsgi.input"].read()
    asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {len(body)}"
    if environ["PATH_INFO"] == "/seen":
        answer: Any = list(seen)
        seen.clear()
    else:
        answer = asked
        seen.append(asked)
    said = json.dumps(answer).encode()
    length = ("Content-Length", str(len(said)))
    start_response("200 OK", [("Content-Type", "text/plain"), length])
    return [said]
